-- How many subscribe messages of a template a child still allows; no row: not known, so it is tried.
create table wechat_consents (
    child_id    uuid        not null,
    template_id text        not null,
    remaining   int         not null constraint never_below_zero check (remaining >= 0),
    updated_at  timestamptz not null,
    primary key (child_id, template_id)
);
