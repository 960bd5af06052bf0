-- Searches and lists over professionals that read as many rows for a hundred thousand of them as for a thousand.

-- The pieces of two and three characters of a folded text: whatever is contained in it has no others. Of Postgres' own
-- functions alone, so that an index may be made of it; it asks no locale what a letter is, as pg_trgm does.
create function grams(folded text) returns text[] language sql immutable strict parallel safe
  return array(
    select distinct substr(folded, at, size)
    from generate_series(1, length(folded)) at, generate_series(2, 3) size
    where at + size <= length(folded) + 1);

-- Without a list of what is still to be sorted in: it would be read whole by every search.
create index professionals_by_grams on professionals using gin (grams(folded)) with (fastupdate = off);
create index services_by_grams on services using gin (grams(folded)) with (fastupdate = off) where active;
create index professionals_by_specialty on professionals using gin (specialty_keys) with (fastupdate = off);
create index services_by_duration on services (duration_minutes, professional_id) where active;
-- Those that were not folded yet are looked at one by one.
create index professionals_unfolded on professionals (professional_id) where folded is null or specialty_keys is null;
create index services_unfolded on services (professional_id) where folded is null and active;

create index professionals_by_name on professionals (lower(name collate pg_c_utf8), professional_id);
create index professionals_active_by_name on professionals (active, lower(name collate pg_c_utf8), professional_id);

-- The soonest first; nothing free comes last.
create index openings_by_soonest on openings (coalesce(next_free_at, 'infinity'), professional_id);
create index openings_by_exactness on openings (exact_until);

-- Every active service has an opening, known or not, so that whoever walks along them meets everybody.
insert into openings (professional_id, service_id, revision)
  select professional_id, service_id, 0 from services where active
  on conflict do nothing;
comment on column openings.revision is '0: never projected';

create function open_service() returns trigger language plpgsql as $$
begin
  insert into openings (professional_id, service_id, revision) values (new.professional_id, new.service_id, 0) on conflict do nothing;
  return null;
end $$;
create trigger services_have_openings after insert or update of active on services
  for each row when (new.active) execute function open_service();

-- Whose calendar is further on than their openings: the fan-out takes them away. A trigger, so that no way of saving leaves it out.
create table outdated_openings (
  professional_id uuid primary key,
  revision bigint not null
) with (fillfactor = 70);
insert into outdated_openings (professional_id, revision)
  select distinct c.professional_id, c.revision from calendars c join openings o on o.professional_id = c.professional_id
  where o.revision <> c.revision and o.revision <> 0;

create function outdate_openings() returns trigger language plpgsql as $$
begin
  insert into outdated_openings (professional_id, revision) values (new.professional_id, new.revision)
    on conflict (professional_id) do update set revision = excluded.revision;
  return null;
end $$;
create trigger calendars_outdate_openings after insert or update of revision on calendars
  for each row execute function outdate_openings();
