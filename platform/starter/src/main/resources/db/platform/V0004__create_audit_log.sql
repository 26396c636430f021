-- Who read or changed whose data. Written before the answer; never changed afterwards.
create table audit_log (
    id          bigint      generated always as identity primary key,
    who_kind    text,
    who_id      uuid,
    who_service text,
    what        text        not null,
    whose_kind  text        not null,
    whose_id    uuid        not null,
    request_id  text        not null,
    ip          text        not null,
    at          timestamptz not null default now(),

    constraint a_person_has_kind_and_id check ((who_kind is null) = (who_id is null)),
    constraint somebody_did_it check (who_id is not null or who_service is not null)
);

create index audit_log_by_owner on audit_log (whose_kind, whose_id, at);

revoke update, delete, truncate on audit_log from current_user;
