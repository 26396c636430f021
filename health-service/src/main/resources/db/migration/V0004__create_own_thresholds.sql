-- The bounds one person has instead of everybody's, as they are now: the row a change is decided under. A list of
-- {quantity, low, high}; an end that is absent is everybody's. Version 0 is the state before the first change.
create table own_thresholds (
    user_id    uuid        primary key,
    version    bigint      not null default 0,
    bounds     jsonb       not null default '[]',
    changed_at timestamptz
);

-- As they were: an alert names the version it was judged by, and this says what that was.
create table own_threshold_versions (
    user_id    uuid        not null,
    version    bigint      not null check (version > 0),
    bounds     jsonb       not null,
    changed_at timestamptz not null,
    primary key (user_id, version)
);
