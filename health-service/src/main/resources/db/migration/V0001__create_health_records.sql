-- Readings, in one partition a month (UTC), so that a month can be detached when it is old. The id is a UUIDv7 whose time is
-- recorded_at: an id alone names its partition. The unique key is the rule that a reading sent twice is one reading.
create table health_records (
    id          uuid          not null,
    user_id     uuid          not null,
    type        text          not null check (type in ('BLOOD_PRESSURE', 'HEART_RATE', 'BLOOD_SUGAR', 'SPO2',
                                                       'TEMPERATURE', 'WEIGHT', 'STEPS', 'SLEEP')),
    value       numeric(8, 2) not null,
    details     jsonb         not null,
    source      text          not null check (source in ('MANUAL', 'BAND')),
    recorded_at timestamptz   not null,
    notes       bytea, -- encrypted
    primary key (id, recorded_at),
    constraint one_reading_per_person_type_time_and_source unique (user_id, type, recorded_at, source)
) partition by range (recorded_at);

create index health_records_newest_first on health_records (user_id, recorded_at desc, id desc);

-- Makes the partitions from 13 months back to 3 months ahead that aren't there. A new one is attached, not created in place:
-- attaching does not wait for readers and writers. One instance at a time; the others find it done.
create function keep_record_partitions() returns void language plpgsql as $$
declare
    month date;
    name  text;
begin
    perform pg_advisory_xact_lock(hashtext('keep_record_partitions'));
    for month in
        select generate_series(
            date_trunc('month', now() at time zone 'UTC') - interval '13 months',
            date_trunc('month', now() at time zone 'UTC') + interval '3 months',
            interval '1 month')::date
    loop
        name := 'health_records_' || to_char(month, 'YYYY_MM');
        if to_regclass(name) is null then
            execute format('create table %I (like health_records including all)', name);
            execute format(
                'alter table health_records attach partition %I for values from (%L) to (%L)',
                name, month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
        end if;
    end loop;
end;
$$;
