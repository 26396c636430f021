-- An erased account is looked for on every side it can stand on: ended links, too, and alerts it acknowledged.
create index every_device_link_of_person on device_links (user_id);
create index alerts_acknowledged_by on alerts (acknowledged_by_id) where acknowledged_by_id is not null;
