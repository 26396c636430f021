-- A press of the alarm button and a fall open an alert as well, and have neither a value nor a bound. What opened them is
-- named by opened_by, but is no record. Only a child's or an operator's answer closes them.
alter table alerts
    alter column value drop not null,
    alter column direction drop not null,
    alter column bound drop not null,
    alter column last_severity drop not null,
    add constraint only_alarms_have_no_reading check (
        (type in ('SOS', 'FALL')) = (value is null)
        and (value is null) = (direction is null)
        and (value is null) = (bound is null)
        and (value is null) = (last_severity is null)),
    drop constraint alerts_close_reason_check,
    add constraint alerts_close_reason_check check (close_reason in ('RECOVERED', 'STALE', 'CORRECTED', 'ACKNOWLEDGED'));
