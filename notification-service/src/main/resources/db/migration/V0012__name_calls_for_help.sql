-- A call for help is named to those who are told; a reading is not.
alter table alerts
    add column call text check (call in ('sos', 'fall'));

comment on column alerts.call is 'Null where a reading raised it.';
