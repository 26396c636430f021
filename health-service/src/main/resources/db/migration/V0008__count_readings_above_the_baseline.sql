-- How many readings in a row were above the person's own baseline: three of them are told.
alter table alert_courses add column risen smallint not null default 0;
