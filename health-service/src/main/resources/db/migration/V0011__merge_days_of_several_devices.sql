-- What a day came to in steps or sleep, where several devices may have counted the same: days of before are the sum of their
-- readings. Kept with the readings, in the transaction that stores or removes them.
create table merged_days (
    user_id uuid           not null,
    type    text           not null check (type in ('STEPS', 'SLEEP')),
    day     date           not null,
    value   numeric(14, 2) not null check (value >= 0),
    primary key (user_id, type, day)
);
