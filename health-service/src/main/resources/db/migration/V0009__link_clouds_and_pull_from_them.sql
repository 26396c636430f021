-- Some brands keep what they measure in a cloud of their own, from which it is fetched with the person's leave. Their links can
-- lose that leave without being ended, and each change of a link counts.
alter table device_links
    drop constraint device_links_brand_check,
    add constraint device_links_brand_check check (brand in ('BAND', 'HUAWEI')),
    add column status text not null default 'LINKED' check (status in ('LINKED', 'REVOKED')),
    add column version bigint not null default 1;

alter table health_records
    drop constraint health_records_source_check,
    add constraint health_records_source_check check (source in ('MANUAL', 'BAND', 'HUAWEI'));

-- Who is at a brand's page at this moment. What the browser brings back is known by its hash only; of one person and brand the
-- newest attempt counts, so that there are never many.
create table link_attempts (
    state_sha256 bytea       primary key,
    user_id      uuid        not null,
    brand        text        not null check (brand in ('HUAWEI')),
    link_id      uuid        not null, -- of the link that it will be
    verifier     bytea       not null, -- encrypted
    expires_at   timestamptz not null,
    constraint newest_attempt_of_a_person_and_brand unique (user_id, brand)
);

create index link_attempts_by_end on link_attempts (expires_at);

-- The leave to fetch, and when to do it next. Whoever holds the lease is the only one who fetches or renews: on any number of
-- instances a token is renewed once. ended_at: since when the link is over and the leave to be given back.
create table device_grants (
    link_id        uuid        primary key,
    user_id        uuid        not null,
    account        text        not null, -- of the cloud, by its blind index
    access_token   bytea       not null, -- encrypted, as the next
    refresh_token  bytea       not null,
    access_until   timestamptz not null,
    scopes         text[]      not null,
    authorized_at  timestamptz not null,
    ended_at       timestamptz,
    due_at         timestamptz not null,
    asked_at       timestamptz,
    lease          uuid,
    leased_until   timestamptz,
    failures       integer     not null default 0,
    pulled_at      timestamptz,
    last_sample_at timestamptz,
    last_sleep_at  timestamptz
) with (fillfactor = 80);

create index device_grants_due on device_grants (due_at);

-- Besides what nobody believes, what was stored is kept as it came, so that it can be read anew. What is fetched twice is known
-- by its digest.
alter table raw_payloads
    drop constraint raw_payloads_status_check,
    add constraint raw_payloads_status_check check (status in ('REJECTED', 'STORED')),
    add column source text not null default 'BAND' check (source in ('BAND', 'HUAWEI')),
    add column digest bytea;

create index raw_payloads_by_digest on raw_payloads (device_link_id, digest) where digest is not null;
create index raw_payloads_by_person on raw_payloads (user_id, received_at);
