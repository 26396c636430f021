-- Those who work for the house. The password is kept as its Argon2id hash with its parameters, the secret of the one-time
-- codes encrypted; the step of the last code that was taken makes each good once.
create table operators (
    id            uuid        primary key,
    username      text        not null check (username ~ '^[a-z][a-z0-9._-]{2,31}$'),
    password_hash text        not null,
    roles         text[]      not null check (
        cardinality(roles) > 0 and roles <@ array['ADMIN', 'REVIEWER', 'SUPPORT', 'DOCTOR', 'STAFF']),
    doctor_id     uuid,
    staff_id      uuid,
    otp_secret    bytea,
    otp_step      bigint,
    status        text        not null default 'active' check (status in ('active', 'disabled')),
    created_at    timestamptz not null,
    version       bigint      not null default 1,
    constraint one_operator_per_username unique (username)
);

create index operators_by_time on operators (created_at desc, id desc);

-- How often somebody lately tried to come in under a name, whether an operator has it or not: who tries must not learn
-- which names there are. The name only as a keyed hash, because people type passwords into the wrong field.
create table operator_tries (
    username_index bytea       primary key,
    failures       integer     not null check (failures >= 0),
    tried_at       timestamptz not null,
    locked_until   timestamptz
);

create index operator_tries_by_time on operator_tries (tried_at);
