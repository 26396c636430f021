-- Whose device is whose. A device has one live link; ended ones are kept.
create table device_links (
    id          uuid        primary key,
    user_id     uuid        not null,
    brand       text        not null check (brand in ('BAND')),
    external_id text        not null,
    linked_at   timestamptz not null,
    unlinked_at timestamptz
);

create unique index one_live_link_per_device on device_links (brand, external_id) where unlinked_at is null;
create index device_links_newest_first on device_links (user_id, linked_at desc, id desc) where unlinked_at is null;

-- What a device sent in the last day: the same again changes nothing, the same id with another body is refused.
create table webhook_messages (
    device_id   text        not null,
    message_id  text        not null,
    body_sha256 bytea       not null,
    received_at timestamptz not null,
    primary key (device_id, message_id)
);

create index webhook_messages_by_age on webhook_messages (received_at);

-- Readings nobody believes, as the device sent them (encrypted), for 30 days: a person in danger looks like a broken sensor.
create table raw_payloads (
    id             uuid        primary key,
    user_id        uuid        not null,
    device_link_id uuid        not null,
    status         text        not null check (status in ('REJECTED')),
    reason         text        not null,
    payload        bytea       not null,
    received_at    timestamptz not null
);

create index raw_payloads_by_age on raw_payloads (received_at);

-- When an elder was last asked to measure again.
create table unreliable_measurements (
    user_id uuid        primary key,
    told_at timestamptz not null,
    version bigint      not null default 1
);
