-- Who read or changed whose data in the whole fleet, as every service tells it: one row an event, added and never changed.
create table fleet_audit (
    event_id        uuid        primary key,
    service         text        not null,
    who_kind        text,
    who_id          uuid,
    through_service text,
    what            text        not null,
    whose_kind      text,
    whose_id        uuid,
    request_id      text        not null,
    at              timestamptz not null,
    recorded_at     timestamptz not null default now(),

    constraint a_person_has_kind_and_id check ((who_kind is null) = (who_id is null)),
    constraint an_owner_has_kind_and_id check ((whose_kind is null) = (whose_id is null)),
    constraint somebody_did_it check (who_id is not null or through_service is not null)
);

create index fleet_audit_newest_first on fleet_audit (at desc, event_id desc);
create index fleet_audit_by_actor on fleet_audit (who_id, at desc, event_id desc) where who_id is not null;
create index fleet_audit_by_service on fleet_audit (through_service, at desc, event_id desc) where through_service is not null;
create index fleet_audit_by_owner on fleet_audit (whose_id, at desc, event_id desc) where whose_id is not null;

revoke update, delete, truncate on fleet_audit from current_user;
