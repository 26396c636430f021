-- What a person agreed to, as history: a withdrawn consent stays, with the time of its withdrawal.
create table consents (
    user_id      uuid        not null references users (id),
    document     text        not null check (document in ('health', 'terms', 'privacy')),
    version      text        not null check (char_length(version) between 1 and 32),
    granted_at   timestamptz not null,
    withdrawn_at timestamptz check (withdrawn_at >= granted_at),
    primary key (user_id, document, granted_at)
);

-- What children may see and do. Each change is a new row; no row means the default of the house.
create table sharing_versions (
    user_id         uuid        not null references users (id),
    version         bigint      not null check (version > 0),
    health          boolean     not null,
    activities      boolean     not null,
    location        boolean     not null,
    pay             boolean     not null,
    consent_version text        not null,
    since           timestamptz not null,
    primary key (user_id, version)
);
