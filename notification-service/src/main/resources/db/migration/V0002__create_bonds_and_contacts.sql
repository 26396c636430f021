-- Who is told: the projection of family-linked and family-unlinked, and the last known contacts for when their owner is away.
create table bonds (
    link_id              uuid        primary key,
    parent_id            uuid        not null,
    child_kind           text        not null check (child_kind in ('user', 'child')),
    child_id             uuid        not null,
    relationship         text        not null,
    notification_enabled boolean     not null,
    version              bigint      not null,
    ended_at             timestamptz
);

create index bonds_of_a_parent on bonds (parent_id);
create index bonds_of_a_child on bonds (child_id) where ended_at is null;

create table contacts (
    user_id  uuid        not null,
    owner    text        not null check (owner in ('child-service', 'user-service')),
    content  bytea       not null,
    taken_at timestamptz not null,
    primary key (user_id, owner)
);

comment on column contacts.content is 'AES-256-GCM with the key id inside: phones, openids and names are personal data.';
