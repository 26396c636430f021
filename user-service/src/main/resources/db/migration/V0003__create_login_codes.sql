-- A code that was sent by SMS, as a keyed hash. The rows of a day are also the count that the limits of sending stand
-- on. A discarded one was refused by the vendor: it opens nothing, and counts for the address it was asked from only.
create table login_codes (
    id          uuid        primary key,
    phone_index bytea       not null,
    purpose     text        not null check (purpose in ('login', 'erase')),
    code_hash   bytea       not null,
    asked_from  bytea       not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    wrong_tries integer     not null default 0 check (wrong_tries between 0 and 5),
    spent_at    timestamptz,
    discarded   boolean     not null default false
);

create index login_codes_of_phone on login_codes (phone_index, created_at desc);
create index login_codes_from_address on login_codes (asked_from, created_at desc);
create index login_codes_by_time on login_codes (created_at);
