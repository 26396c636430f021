-- Kafka delivers at least once; the row commits with what a listener did, so the second delivery finds it and does nothing.
create table inbox_messages (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),

    constraint one_effect_per_consumer_and_event primary key (consumer, event_id)
);

create index inbox_messages_by_age on inbox_messages (received_at);
