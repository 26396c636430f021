-- What is known of an alert (its facts come in any order), whom it still has to be told to, and the steps until a person answers.
create table alerts (
    id                  uuid        primary key,
    user_id             uuid        not null,
    version             bigint      not null,
    severity            text        check (severity in ('info', 'warning', 'critical')),
    late                boolean     not null,
    critical_version    bigint      not null,
    elder_acked_version bigint      not null,
    elder_acked_by      uuid,
    other_acked_version bigint      not null,
    other_acked_by      uuid,
    closed_by           uuid
);

comment on column alerts.version is 'Of the newest telling; 0 while only later facts are known.';
comment on column alerts.critical_version is 'Of the telling that made it critical, 0 if none: an acknowledgement of an earlier one stops nothing.';
comment on column alerts.closed_by is 'The event that closed it; elder_acked_by and other_acked_by likewise.';

create table tellings (
    event_id     uuid        primary key,
    seq          bigint      generated always as identity,
    alert_id     uuid        not null references alerts (id),
    kind         text        not null check (kind in ('raised', 'raised_late', 'acknowledged_self', 'acknowledged_other', 'closed')),
    loud         boolean     not null,
    critical     boolean     not null,
    step         smallint,
    at           timestamptz not null,
    occurred_at  timestamptz not null,
    due_at       timestamptz not null,
    attempts     int         not null default 0,
    lease        uuid,
    leased_until timestamptz,
    done_at      timestamptz
);

comment on table tellings is 'The family''s part of an alert''s fact: the elder is told in the transaction of the event, the family as soon as their contacts are known.';

comment on column tellings.loud is 'By the vendors'' channels too, not only in the app.';

create index tellings_waiting on tellings (alert_id, seq) where done_at is null;

create table escalations (
    alert_id     uuid        not null references alerts (id),
    step         smallint    not null check (step between 0 and 3),
    due_at       timestamptz not null,
    state        text        not null check (state in ('waiting', 'told', 'stopped')),
    lease        uuid,
    leased_until timestamptz,
    primary key (alert_id, step)
);

create index escalations_due on escalations (due_at) where state = 'waiting';
