-- A session is a family of refresh tokens of which one at a time is unspent. Its row is what refreshes and revocations
-- of the family wait for, so they happen one after the other on however many replicas. Children and operators have
-- their accounts elsewhere: no foreign key.
create table sessions (
    id           uuid        primary key,
    account_kind text        not null check (account_kind in ('user', 'child', 'operator')),
    account_id   uuid        not null,
    started_at   timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz
);

create index sessions_of_account on sessions (account_kind, account_id) where ended_at is null;
create index sessions_ended on sessions (ended_at) where ended_at is not null;
create index sessions_expiring on sessions (expires_at);

-- Only the hash of a token is stored: whoever reads this table can't use what it says.
create table refresh_tokens (
    hash       bytea       primary key check (octet_length(hash) = 32),
    session_id uuid        not null references sessions (id) on delete cascade,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    spent_at   timestamptz
);

create index refresh_tokens_of_session on refresh_tokens (session_id);
create index refresh_tokens_expiring on refresh_tokens (expires_at);
