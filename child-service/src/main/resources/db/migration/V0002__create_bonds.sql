-- Who looks after whom. An ended bond stays, so that what was shown under it can be told; only a live one opens anything.
create table bonds (
    link_id              uuid        primary key,
    child_id             uuid        not null references children (id),
    parent_id            uuid        not null,
    relationship         text        not null check (relationship in
                                     ('son', 'daughter', 'son_in_law', 'daughter_in_law', 'grandchild', 'relative', 'other')),
    notification_enabled boolean     not null default true,
    alert_phone          bytea,
    consent_version      text        not null,
    version              bigint      not null default 1,
    linked_at            timestamptz not null,
    ended_at             timestamptz check (ended_at >= linked_at)
);
create unique index one_live_bond_per_pair on bonds (child_id, parent_id) where ended_at is null;
create index bonds_of_parent on bonds (parent_id) where ended_at is null;

-- A code leads a child to one bond and never to a second, so that an ended one is not brought back by it.
create table redeemed_codes (
    child_id   uuid  not null references children (id),
    code_index bytea not null,
    link_id    uuid  not null references bonds (link_id),
    constraint one_bond_per_child_and_code primary key (child_id, code_index)
);
