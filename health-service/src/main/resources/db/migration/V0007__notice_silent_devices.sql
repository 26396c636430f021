-- When each linked device was last heard of, and by when it must be heard of again: nights don't count, so the time is
-- reckoned when it reports. silent is true once its silence was told; the next report ends that.
create table device_reports (
    link_id  uuid        primary key,
    heard_at timestamptz not null,
    due_at   timestamptz not null,
    silent   boolean     not null default false,
    silences bigint      not null default 0
);

create index device_reports_due on device_reports (due_at) where not silent;
