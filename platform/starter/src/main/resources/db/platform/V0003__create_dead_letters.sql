-- Events no listener could take: everything needed to publish them again once the fault is mended.
create table dead_letters (
    id               uuid        primary key,
    topic            text        not null,
    topic_partition  integer     not null,
    record_offset    bigint      not null,
    recorded_at      timestamptz not null,
    message_key      text,
    event_id         uuid,
    event_type       text,
    headers          jsonb       not null,
    payload          bytea       not null,
    failure          text        not null,
    dead_since       timestamptz not null default now(),
    replayed_at      timestamptz,

    -- A topic made anew counts its offsets from zero again, hence the record's time.
    constraint one_letter_per_record unique (topic, topic_partition, record_offset, recorded_at)
);

comment on column dead_letters.payload is 'encrypted: base64 of the record''s bytes';
comment on column dead_letters.failure is 'the exception''s class, never its text';
