-- One row per event, recipient and channel: what was tried to reach a person outside the app, and how it ended.
create table deliveries (
    id             uuid        primary key,
    event_id       uuid        not null,
    recipient_kind text        not null check (recipient_kind in ('user', 'child', 'contact', 'operators')),
    recipient_id   uuid        not null,
    channel        text        not null check (channel in ('push', 'sms', 'wechat', 'robots')),
    template       text        not null,
    params         jsonb       not null,
    about_id       uuid        not null,
    alert_id       uuid,
    step           smallint,
    critical       boolean     not null,
    state          text        not null check (state in ('pending', 'sending', 'sent', 'failed', 'unknown', 'skipped', 'delivered')),
    reason         text,
    attempts       int         not null default 0,
    repeated       boolean     not null default false,
    vendor_key     text,
    vendor_id      text,
    occurred_at    timestamptz not null,
    created_at     timestamptz not null,
    due_at         timestamptz not null,
    lease          uuid,
    leased_until   timestamptz,
    finished_at    timestamptz,
    constraint told_once_per_channel unique (event_id, recipient_kind, recipient_id, channel)
);

comment on column deliveries.event_id is 'Why: the event, or the step of an escalation, which is a reason of its own.';
comment on column deliveries.vendor_key is 'What makes the vendor take a repeat for the same message (the cid of JPush). Stored before the first try.';
comment on column deliveries.repeated is 'It was sent once more after it had been found in sending: it is not repeated a second time.';

create index deliveries_due on deliveries (channel, due_at) where state = 'pending';
create index deliveries_under_way on deliveries (leased_until) where state = 'sending';
create index deliveries_of_an_alert on deliveries (alert_id, step) where alert_id is not null;
