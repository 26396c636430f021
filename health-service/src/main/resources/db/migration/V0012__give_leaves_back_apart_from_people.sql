-- A leave that is over is given back at the brand, which may be away at that moment. Until it is done the tokens are kept apart
-- from the person, who may be forgotten meanwhile: nothing here says whose they were. No release knew device_grants.ended_at.
create table leaves_to_give_back (
    id            uuid        primary key, -- says nothing
    account       text        not null, -- of the cloud, by its blind index: whoever links it again wants to keep the leave
    access_token  bytea       not null, -- encrypted, as the next
    refresh_token bytea       not null,
    access_until  timestamptz not null,
    ended_at      timestamptz not null,
    due_at        timestamptz not null,
    lease         uuid,
    leased_until  timestamptz,
    failures      integer     not null default 0
);

create index leaves_to_give_back_due on leaves_to_give_back (due_at);
create index leaves_to_give_back_of_account on leaves_to_give_back (account);

insert into leaves_to_give_back (id, account, access_token, refresh_token, access_until, ended_at, due_at)
select gen_random_uuid(), account, access_token, refresh_token, access_until, ended_at, due_at
  from device_grants
 where ended_at is not null;

delete from device_grants where ended_at is not null;

alter table device_grants drop column ended_at;
