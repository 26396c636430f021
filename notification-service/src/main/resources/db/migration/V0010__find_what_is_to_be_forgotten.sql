-- An erased account is looked for on every side it can stand on: ended bonds, too, and all that was sent to it or because of it.
create index every_bond_of_a_child on bonds (child_id);
create index alerts_of_a_person on alerts (user_id);
create index deliveries_of_a_person on deliveries (recipient_id);
create index deliveries_about on deliveries (about_id);
create index ws_tickets_of_an_account on ws_tickets (account_id);
