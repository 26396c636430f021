-- What is known of an alert, from facts that come in any order: told, acknowledged, closed. Each group of columns is filled
-- by its own kind of fact, so none has to wait for another; an alert is shown once it was told.
create table alerts (
    id                   uuid        primary key,
    user_id              uuid        not null,
    version              bigint      not null default 1,
    told_version         bigint,
    told_at              timestamptz,
    type                 text,
    component            text,
    value                numeric,
    metadata             jsonb,
    unit                 text,
    direction            text,
    bound                numeric,
    severity             text,
    message              text,
    late                 boolean,
    count                integer,
    record_id            uuid,
    recorded_at          timestamptz,
    raised_at            timestamptz,
    acknowledged_version bigint,
    acknowledged_at      timestamptz,
    acknowledged_by_kind text,
    acknowledged_by_id   uuid,
    closed_at            timestamptz,
    constraint told_as_a_whole check (
        (told_version is null) = (told_at is null)
        and (told_version is null) = (raised_at is null)),
    constraint acknowledged_as_a_whole check (
        (acknowledged_version is null) = (acknowledged_at is null)
        and (acknowledged_version is null) = (acknowledged_by_id is null))
);
create index alerts_of_parent on alerts (user_id, raised_at desc, id desc) where told_version is not null;
