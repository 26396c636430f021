-- JPush registrations: a device belongs to the newest account that used it; the vendor learns its alias after the commit.
create table push_devices (
    registration_id text        primary key,
    account_kind    text        not null check (account_kind in ('user', 'child')),
    account_id      uuid        not null,
    platform        text        not null check (platform in ('android', 'ios', 'harmony')),
    version         bigint      not null,
    released        boolean     not null,
    bound_version   bigint      not null,
    attempts        int         not null,
    due_at          timestamptz not null,
    updated_at      timestamptz not null
);

comment on column push_devices.bound_version is 'Which version the vendor knows; behind version: its alias is to be set (or, when released, cleared).';

create index push_devices_of_an_account on push_devices (account_id, account_kind) where not released;
create index push_devices_to_bind on push_devices (due_at) where bound_version < version;
