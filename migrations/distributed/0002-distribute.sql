-- Citus alone: cuts what is a calendar's by its professional. Each statement is sent by itself, and may be sent again: what is done is left
-- as it is. What is an account's stays on the coordinator.
create extension if not exists citus;

-- Two triggers write a row of their own professional's, beside the one that was written: Citus has to be told that this is so.
set citus.enable_unsafe_triggers = on;

-- They write nothing of what is only put elsewhere: rows are copied into shards before the tables of their triggers are there.
do $$ begin
  if not exists (select from pg_dist_partition where logicalrelid in ('openings'::regclass, 'outdated_openings'::regclass)) then
    alter table calendars disable trigger user;
    alter table services disable trigger user;
  end if;
end $$;

-- What any shard may ask about, and hardly ever changes.
select create_reference_table('restores') where not exists (select from pg_dist_partition where logicalrelid = 'restores'::regclass);

-- The calendars first; all else of a calendar lies beside it.
select create_distributed_table('calendars', 'professional_id') where not exists (select from pg_dist_partition where logicalrelid = 'calendars'::regclass);
select create_distributed_table(name, 'professional_id', colocate_with => 'calendars')
  from unnest(array['professionals', 'services', 'weekly_rules', 'date_hours', 'time_off', 'external_busy', 'activities', 'blocks',
    'openings', 'outdated_openings', 'reconciliations', 'appointments', 'bookings', 'changes', 'unpublished', 'reminders', 'told_delays']) with ordinality as t (name, n)
  where not exists (select from pg_dist_partition where logicalrelid = name::regclass) order by n;

-- What is behind a save, on the coordinator: Citus knows of these two tables, so whatever writes one and a shard is committed in two phases.
select citus_add_local_table_to_metadata(name)
  from unnest(array['places', 'client_bookings']) with ordinality as t (name, n)
  where not exists (select from pg_dist_partition where logicalrelid = name::regclass) order by n;

-- From here on whatever is saved fires them, at its shard.
alter table calendars enable trigger user;
alter table services enable trigger user;

-- A save goes whole to the shard of its professional, within a transaction too: what is behind it there is an account's.
select create_distributed_function(f.oid::regprocedure, 'p_professional_id', colocate_with => 'calendars', force_delegation => true)
  from pg_proc f where f.proname ~ '^save_(decision|booking)_v\d+$' and not exists (
    select from pg_dist_object o where o.classid = 'pg_proc'::regclass and o.objid = f.oid and o.distribution_argument_index is not null);

-- Whoever waits for a calendar there is told after as long as sessions wait (LIMITS_APART): what a session says itself stays on the coordinator.
do $$ declare f regprocedure; begin
  for f in select oid from pg_proc where proname ~ '^save_(decision|booking)_v\d+$' loop
    execute format('alter function %s set lock_timeout = ''6s''', f);
  end loop;
end $$;
