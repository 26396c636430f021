-- A child's account is made at the first WeChat login; the openid can be found but not read.
create table children (
    id           uuid        primary key,
    openid       bytea       not null,
    openid_index bytea       not null,
    unionid      bytea,
    nickname     text        not null check (char_length(nickname) between 1 and 50),
    avatar_url   text        check (char_length(avatar_url) <= 500),
    phone        bytea,
    created_at   timestamptz not null,
    constraint one_account_per_openid unique (openid_index)
);
