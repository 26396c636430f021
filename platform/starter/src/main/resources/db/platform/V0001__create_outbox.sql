-- An event waits here, committed together with the change it announces, until the relay has handed it to Kafka.
create table outbox_messages (
    id          bigint      generated always as identity primary key,
    event_id    uuid        not null,
    topic       text        not null,
    message_key text        not null,
    event_type  text        not null,
    payload     text        not null,
    occurred_at timestamptz not null,
    request_id  text,
    traceparent text,
    created_at  timestamptz not null default now(),
    sent_at     timestamptz
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

create index outbox_messages_unsent on outbox_messages (id) where sent_at is null;
