-- An operator's act may concern the service itself, such as replaying an event, and no person's data.
alter table audit_log
    alter column whose_kind drop not null,
    alter column whose_id   drop not null,
    add constraint an_owner_has_kind_and_id check ((whose_kind is null) = (whose_id is null));

create index dead_letters_newest_first on dead_letters (dead_since desc, id desc);
