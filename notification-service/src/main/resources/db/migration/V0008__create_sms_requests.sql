-- Short messages asked for by a neighbour: the same request id gets the same answer and never a second message.
create table sms_requests (
    request_id   text        primary key,
    body_mac     bytea       not null,
    state        text        not null check (state in ('sending', 'sent', 'refused', 'unknown')),
    message_id   text,
    refusal      text,
    requested_at timestamptz not null
);

comment on column sms_requests.body_mac is 'Keyed hash of phone, template and params: neither the phone nor the code is kept.';

create index sms_requests_by_age on sms_requests (requested_at);
