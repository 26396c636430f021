-- What a day of one person and type came to, so that a year is 366 rows and not as many as there are readings. The database
-- keeps it with the readings, in the transaction that stores or removes them: no writer can forget it, not even one of an
-- older release while a new one is rolled out. Days are those of China. The skin's temperature is another quantity than the
-- body's and counts as none. Rows outlive the months that are detached.
create table daily_aggregates (
    user_id  uuid          not null,
    type     text          not null,
    day      date          not null,
    count    integer       not null check (count > 0),
    sum      numeric(14, 2) not null,
    squares  numeric(20, 4) not null,
    least    numeric(8, 2) not null,
    greatest numeric(8, 2) not null,
    primary key (user_id, type, day)
) with (fillfactor = 80); -- no index on what changes, and room beside it: an update stays on its page

-- In the order of the key, so that two who store at once do not wait for each other in a circle.
create function add_to_daily_aggregates() returns trigger language plpgsql as $$
begin
    insert into daily_aggregates as known (user_id, type, day, count, sum, squares, least, greatest)
    select user_id, type, (recorded_at at time zone 'Asia/Shanghai')::date, count(*), sum(value), sum(value * value),
           min(value), max(value)
      from stored
     where type <> 'TEMPERATURE' or details ->> 'site' is distinct from 'skin'
     group by 1, 2, 3
     order by 1, 2, 3
        on conflict (user_id, type, day) do update
       set count = known.count + excluded.count, sum = known.sum + excluded.sum,
           squares = known.squares + excluded.squares, least = least(known.least, excluded.least),
           greatest = greatest(known.greatest, excluded.greatest);
    return null;
end;
$$;

-- What is left of a day is read anew: the least of a set can't be subtracted from. The row is held first and read by a
-- statement of its own, so that a reading stored meanwhile is either seen or waits to be added.
create function take_from_daily_aggregates() returns trigger language plpgsql as $$
declare
    hit  record;
    rest record;
begin
    for hit in
        select distinct user_id, type, (recorded_at at time zone 'Asia/Shanghai')::date as day
          from removed
         order by 1, 2, 3
    loop
        perform from daily_aggregates where user_id = hit.user_id and type = hit.type and day = hit.day for update;

        select count(*) as count, sum(value) as sum, sum(value * value) as squares, min(value) as least,
               max(value) as greatest
          into rest
          from health_records
         where user_id = hit.user_id and type = hit.type
           and recorded_at >= hit.day::timestamp at time zone 'Asia/Shanghai'
           and recorded_at < (hit.day + 1)::timestamp at time zone 'Asia/Shanghai'
           and (type <> 'TEMPERATURE' or details ->> 'site' is distinct from 'skin');

        if rest.count = 0 then
            delete from daily_aggregates where user_id = hit.user_id and type = hit.type and day = hit.day;
        else
            update daily_aggregates
               set count = rest.count, sum = rest.sum, squares = rest.squares, least = rest.least,
                   greatest = rest.greatest
             where user_id = hit.user_id and type = hit.type and day = hit.day;
        end if;
    end loop;
    return null;
end;
$$;

create trigger readings_count_in_their_day
    after insert on health_records referencing new table as stored
    for each statement execute function add_to_daily_aggregates();

create trigger readings_taken_back_do_not_count
    after delete on health_records referencing old table as removed
    for each statement execute function take_from_daily_aggregates();

-- Those that were there before.
insert into daily_aggregates (user_id, type, day, count, sum, squares, least, greatest)
select user_id, type, (recorded_at at time zone 'Asia/Shanghai')::date, count(*), sum(value), sum(value * value),
       min(value), max(value)
  from health_records
 where type <> 'TEMPERATURE' or details ->> 'site' is distinct from 'skin'
 group by 1, 2, 3;
