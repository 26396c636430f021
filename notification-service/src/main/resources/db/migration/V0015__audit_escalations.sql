-- An auditor looks for escalations that did not advance; each such step is reported by one instance at a time.
alter table escalations
    add column reported_at timestamptz;

comment on column escalations.reported_at is 'When the auditor last found it overdue.';

create index alerts_unanswered on alerts (id) where critical_version > 0 and closed_by is null;
