-- An erased account is looked for on every side it can stand on: ended bonds, too, and alerts it acknowledged.
create index every_bond_of_parent on bonds (parent_id);
create index every_bond_of_child on bonds (child_id);
create index alerts_acknowledged_by on alerts (acknowledged_by_id) where acknowledged_by_id is not null;
