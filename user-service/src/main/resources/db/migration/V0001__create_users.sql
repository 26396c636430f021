-- A person with the app. Phone and emergency contact are stored encrypted; the phone's keyed index finds the account,
-- and makes a second one for the same phone impossible even if the code is wrong.
create table users (
    id                   uuid        primary key,
    phone                bytea       not null,
    phone_index          bytea       not null,
    nickname             text        check (char_length(nickname) between 1 and 50),
    avatar_url           text        check (char_length(avatar_url) <= 500),
    birth_year           integer     check (birth_year between 1900 and 2200),
    birth_month          integer     check (birth_month between 1 and 12),
    gender               text        check (gender in ('male', 'female', 'other')),
    city                 text        check (char_length(city) between 1 and 50),
    district             text        check (char_length(district) between 1 and 50),
    interests            text[]      not null default '{}' check (cardinality(interests) <= 20),
    emergency_name       bytea,
    emergency_phone      bytea,
    emergency_consent_at timestamptz,
    status               text        not null default 'active' check (status in ('active', 'disabled')),
    created_at           timestamptz not null,
    version              bigint      not null default 1,
    constraint one_account_per_phone unique (phone_index),
    constraint emergency_contact_has_consent check (
        (emergency_name is null) = (emergency_consent_at is null)
        and (emergency_phone is null) = (emergency_consent_at is null))
);
