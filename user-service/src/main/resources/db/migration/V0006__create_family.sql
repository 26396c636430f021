-- A code an elder gives to a child, as a keyed hash. A redeemed one stays: it is the record of the elder's consent.
create table family_codes (
    id              uuid        primary key,
    user_id         uuid        not null references users (id),
    code_hash       bytea       not null,
    scopes          text[],
    consent_version text        not null,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    voided_at       timestamptz,
    redeemed_at     timestamptz,
    redeemed_kind   text        check (redeemed_kind in ('user', 'child')),
    redeemed_by     uuid,
    granted         text[],
    constraint one_code_one_owner unique (code_hash),
    constraint redeemed_by_somebody check (
        (redeemed_at is null) = (redeemed_by is null)
        and (redeemed_at is null) = (redeemed_kind is null)
        and (redeemed_at is null) = (granted is null))
);

create unique index one_open_family_code on family_codes (user_id) where redeemed_at is null and voided_at is null;
create index family_codes_redeemed on family_codes (user_id, redeemed_by) where redeemed_at is not null;

-- An app user who is the child of another. Ended ones stay as history; a pair has one live link.
create table family_links (
    link_id      uuid        primary key,
    parent_id    uuid        not null references users (id),
    child_id     uuid        not null references users (id),
    relationship text        not null,
    linked_at    timestamptz not null,
    ended_at     timestamptz,
    version      bigint      not null default 1,
    constraint nobody_is_their_own_child check (parent_id <> child_id)
);

create unique index one_live_link_per_pair on family_links (parent_id, child_id) where ended_at is null;
create index family_links_of_child on family_links (child_id) where ended_at is null;

-- Children of the mini-program, as child-service told: a projection. The version keeps late news from undoing newer.
create table child_links (
    link_id      uuid        primary key,
    parent_id    uuid        not null,
    child_id     uuid        not null,
    relationship text,
    linked_at    timestamptz not null,
    ended_at     timestamptz,
    version      bigint      not null
);

create index child_links_of_parent on child_links (parent_id) where ended_at is null;
