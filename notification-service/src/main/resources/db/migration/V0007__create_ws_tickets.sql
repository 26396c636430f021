-- A ticket opens one WebSocket; only its hash is kept.
create table ws_tickets (
    ticket_hash bytea       primary key,
    account_kind text       not null,
    account_id  uuid        not null,
    session_id  uuid        not null,
    expires_at  timestamptz not null
);

create index ws_tickets_expired on ws_tickets (expires_at);
