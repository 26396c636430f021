-- The inbox: what a person was told, read in the app and sent to open WebSockets.
create table notifications (
    id             uuid        primary key,
    seq            bigint      generated always as identity,
    recipient_kind text        not null check (recipient_kind in ('user', 'child', 'operator')),
    recipient_id   uuid        not null,
    event_id       uuid        not null,
    type           text        not null,
    template       text        not null,
    params         jsonb       not null,
    data           jsonb       not null,
    subject_id     uuid,
    occurred_at    timestamptz not null,
    created_at     timestamptz not null,
    read_at        timestamptz,
    constraint told_once_per_event unique (event_id, recipient_kind, recipient_id)
);

comment on column notifications.seq is 'Grows in the order of commit for one recipient: what a resuming WebSocket counts by.';
comment on column notifications.subject_id is 'What it is about, so that everybody who had been told can be told the end of it.';

create index notifications_of_a_person on notifications (recipient_id, recipient_kind, created_at desc, id desc);
create index notifications_to_resume on notifications (recipient_id, recipient_kind, seq);
create index notifications_unread on notifications (recipient_id, recipient_kind) where read_at is null;
create index notifications_about on notifications (subject_id) where subject_id is not null;
