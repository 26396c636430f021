-- How people want to be told; who never said anything has no row and the usual preferences.
create table preferences (
    account_kind  text        not null check (account_kind in ('user', 'child')),
    account_id    uuid        not null,
    switched_off  text[]      not null,
    quiet_from    time        not null,
    quiet_to      time        not null,
    quiet_enabled boolean     not null,
    hold_warnings boolean     not null,
    updated_at    timestamptz not null,
    primary key (account_kind, account_id),
    constraint quiet_hours_end check (quiet_from <> quiet_to)
);

comment on column preferences.switched_off is 'kind.channel, such as device.wechat; everything else is on.';
comment on column preferences.quiet_from is 'By the clocks of China, as quiet_to is; over midnight if it comes after it.';
