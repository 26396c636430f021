-- How one person's values of one type are going: the row everything about its episode is decided under. due_at is when
-- somebody must look again although nothing is measured; null while no episode is open.
create table alert_courses (
    user_id          uuid        not null,
    type             text        not null,
    newest_judged_at timestamptz,
    due_at           timestamptz,
    primary key (user_id, type)
);

create index alert_courses_due on alert_courses (due_at) where due_at is not null;

-- Episodes. told_version is the version of the last telling, which an acknowledgement names.
create table alerts (
    id                   uuid          primary key,
    user_id              uuid          not null,
    type                 text          not null,
    opened_by            uuid          not null,
    component            text          check (component in ('SYSTOLIC', 'DIASTOLIC')),
    value                numeric(8, 2) not null,
    details              jsonb         not null,
    direction            text          not null check (direction in ('ABOVE', 'BELOW')),
    bound                numeric(8, 2) not null,
    last_severity        text          not null check (last_severity in ('INFO', 'WARNING', 'CRITICAL')),
    severity             text          not null check (severity in ('INFO', 'WARNING', 'CRITICAL')),
    status               text          not null check (status in ('OPEN', 'ACKNOWLEDGED', 'CLOSED')),
    late                 boolean       not null,
    count                integer       not null check (count > 0),
    record_id            uuid          not null,
    recorded_at          timestamptz   not null,
    raised_at            timestamptz   not null,
    version              bigint        not null,
    told_version         bigint        not null check (told_version <= version),
    told_at              timestamptz   not null,
    acknowledged_at      timestamptz,
    acknowledged_by_kind text          check (acknowledged_by_kind in ('USER', 'CHILD', 'OPERATOR')),
    acknowledged_by_id   uuid,
    closed_at            timestamptz,
    close_reason         text          check (close_reason in ('RECOVERED', 'STALE', 'CORRECTED')),
    newest_beyond        boolean       not null,
    calm_readings        smallint      not null,
    read_at              timestamptz   not null,
    rules_version        text          not null,
    constraint an_acknowledged_alert_says_by_whom check (
        (acknowledged_at is null) = (acknowledged_by_kind is null)
        and (acknowledged_at is null) = (acknowledged_by_id is null)
        and (status <> 'ACKNOWLEDGED' or acknowledged_at is not null)),
    constraint a_closed_alert_says_why check (
        (status = 'CLOSED') = (closed_at is not null) and (status = 'CLOSED') = (close_reason is not null))
);

create unique index one_open_episode_per_person_and_type on alerts (user_id, type) where status <> 'CLOSED';
create index alerts_newest_first on alerts (user_id, raised_at desc, id desc);

-- Records a person took back. One that was still on its way to the engine must not alarm anybody when it arrives.
create table withdrawn_readings (
    record_id    uuid        primary key,
    withdrawn_at timestamptz not null
);
