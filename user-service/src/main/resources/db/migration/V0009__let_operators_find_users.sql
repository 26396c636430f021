-- Why an account is as it is, and who said so; the history is the audit log.
alter table users
    add column status_reason     text check (char_length(status_reason) between 1 and 200),
    add column status_changed_at timestamptz,
    add column status_changed_by uuid;

-- What operators look for: the newest, those who are disabled, and names by how they begin.
create index users_by_time on users (created_at desc, id desc);
create index users_disabled on users (created_at desc, id desc) where status = 'disabled';
create index users_by_nickname on users (nickname text_pattern_ops, id);
