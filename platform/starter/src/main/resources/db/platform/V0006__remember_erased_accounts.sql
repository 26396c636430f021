-- Whose data was erased here, and when. It is kept for good and says nothing but that: what is told or asked about them later
-- must find nobody, however late it comes.
create table erased_accounts (
    kind text        not null check (kind in ('user', 'child', 'operator')),
    id   uuid        not null,
    at   timestamptz not null,

    primary key (kind, id)
);

create index erased_accounts_by_time on erased_accounts (at);

revoke update, delete, truncate on erased_accounts from current_user;

-- An account's letters go with it, and every letter after a while.
create index dead_letters_by_key on dead_letters (message_key);
