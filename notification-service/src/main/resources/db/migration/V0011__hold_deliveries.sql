-- What a delivery is about and how hard it presses, so that its reader's preferences and quiet hours can be asked.
alter table deliveries
    add column type       text not null default 'health_alert',
    add column urgency    text check (urgency in ('normal', 'warning', 'critical')),
    add column held_until timestamptz;

comment on column deliveries.urgency is 'Null where an older version of the service left it: as critical says, else warning.';
comment on column deliveries.held_until is 'When the quiet hours end that it waits for, or waited; it is tried for so long from then on.';

create index deliveries_held on deliveries (recipient_id) where state = 'pending' and reason = 'quiet_hours';
