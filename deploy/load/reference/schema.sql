create extension if not exists pgcrypto;

create table if not exists users (
    id          uuid primary key default gen_random_uuid(),
    phone       varchar(20) not null unique,
    nickname    varchar(50),
    avatar_url  varchar(500),
    birth_year  int,
    birth_month int,
    gender      varchar(10),
    city        varchar(50),
    district    varchar(50),
    interests   text[] not null default '{}',
    settings    jsonb not null default '{"fontSize":"large","speechSpeed":"normal","autoVoice":false}',
    created_at  timestamptz not null default now()
);

create table if not exists login_codes (
    phone      varchar(20) primary key,
    code       varchar(6) not null,
    expires_at timestamptz not null
);

create table if not exists health_records (
    id          uuid primary key default gen_random_uuid(),
    user_id     uuid not null references users (id),
    type        varchar(20) not null,
    value       numeric(8, 2) not null,
    metadata    jsonb not null default '{}',
    source      varchar(10) not null default 'manual',
    recorded_at timestamptz not null,
    unique (user_id, type, recorded_at, source)
);
create index if not exists health_records_newest on health_records (user_id, recorded_at desc);

create table if not exists notifications (
    id         uuid primary key default gen_random_uuid(),
    user_id    uuid not null references users (id),
    type       varchar(30) not null,
    title      text not null,
    data       jsonb not null,
    is_read    boolean not null default false,
    created_at timestamptz not null default now()
);
create index if not exists notifications_newest on notifications (user_id, created_at desc);
