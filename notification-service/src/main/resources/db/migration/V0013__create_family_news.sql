-- News of an elder that their family is still to be told, once it is known who they are; gone when they were.
create table family_news (
    event_id     uuid        primary key,
    elder_id     uuid        not null,
    type         text        not null,
    params       jsonb       not null,
    data         jsonb       not null,
    occurred_at  timestamptz not null,
    due_at       timestamptz not null,
    attempts     int         not null default 0,
    lease        uuid,
    leased_until timestamptz
);

create index family_news_due on family_news (due_at);
