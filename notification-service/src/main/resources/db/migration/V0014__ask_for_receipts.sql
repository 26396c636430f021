-- What vendors say later of the messages they took, and what operators ask about a person's messages.
alter table deliveries
    add column receipt_due_at   timestamptz,
    add column receipt_attempts int not null default 0,
    add column receipt_at       timestamptz;

comment on column deliveries.receipt_due_at is 'When the vendor is asked next what became of it; null where it never is, or not any more.';
comment on column deliveries.receipt_at is 'When the vendor was heard to say that it arrived, or did not.';

create index deliveries_unconfirmed on deliveries (channel, receipt_due_at) where receipt_due_at is not null;
-- As before, and in the order they are read in.
drop index deliveries_of_a_person;
create index deliveries_of_a_person on deliveries (recipient_id, created_at desc, id desc);
