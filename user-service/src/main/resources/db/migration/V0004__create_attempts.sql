-- When somebody lately tried something that may be tried only so often. One row per subject: its lock makes the count
-- exact on several replicas, and the array never grows beyond the limit.
create table attempts (
    kind     text          not null,
    subject  bytea         not null,
    tried_at timestamptz[] not null,
    primary key (kind, subject)
);
