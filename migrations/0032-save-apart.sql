-- The save of a decision where Postgres is distributed, by one call at the coordinator: the calendar's part goes whole to its shard, and what
-- is behind it is written in the same transaction. Rows are locked in one order: the calendar, the idempotency key, places and bookings that
-- nobody else may write, and last of all accounts by their uid: an account's is the one row that saves of other calendars wait for.
-- `places` and `client_bookings` are tables that Citus knows, and each save writes one of them: what writes such a table and a shard is
-- committed in two phases. Else it would be committed at the shard first, and a coordinator that dies in between keeps nothing of it.
-- See docs/decisions/0040-a-function-saves-a-decision.md and docs/guides/past-one-primary.md before changing a line.
create function save_decision_apart_v1(
  p_professional_id uuid,
  p_revision bigint,
  p_changed int,
  p_due_at timestamptz,
  p_at timestamptz,
  p_cause_id uuid,
  p_by_kind text,
  p_changes jsonb,
  p_changed_appointments jsonb,
  p_new_appointments jsonb,
  p_new_bookings jsonb,
  p_booking_steps jsonb,
  p_schedule jsonb,
  p_kept_account text,
  p_kept_function text,
  p_kept_key text,
  p_kept_body_hash text,
  p_kept_answer json,
  p_counted_uid text,
  p_counted_version bigint,
  p_accounts jsonb
) returns bigint language plpgsql as $$
declare
  v_revision bigint;
  -- Rows that people see have whole seconds.
  v_second timestamptz := date_trunc('second', p_at);
  v_stepped uuid[];
  v_account record;
begin
  -- From a call in the list of tables alone is it handed to its shard.
  select s into v_revision from save_decision_v1(p_professional_id, p_revision, p_changed, p_due_at, p_at, p_cause_id, p_by_kind, p_changes,
      p_changed_appointments, p_new_appointments, p_new_bookings, p_booking_steps, p_schedule, null, null, null,
      null, null, null, null, null) s;
  if v_revision is null then
    return null;
  end if;

  -- Then the key: one that is taken fails everything (23505), and the twin's answer stands.
  if p_kept_key is not null then
    insert into idempotency_keys (account, function, key, body_hash, answer, created_at)
      values (p_kept_account, p_kept_function, p_kept_key, p_kept_body_hash, p_kept_answer, p_at);
  end if;

  -- Then the places of what is made; what has a place keeps it. An owner's is written plainly: a second calendar fails here (23505).
  if p_revision is null then
    insert into places (kind, key, professional_id) values ('owner', p_schedule ->> 'ownerUid', p_professional_id);
  end if;
  if p_new_bookings is not null or p_schedule ? 'services' then
    insert into places (kind, key, professional_id)
      select 'booking', x.booking_id::text, p_professional_id
        from jsonb_to_recordset(p_new_bookings) as x(booking_id uuid)
      union all select 'service', x."serviceId"::text, p_professional_id
        from jsonb_to_recordset(p_schedule -> 'services') as x("serviceId" uuid)
      on conflict (kind, key) do nothing;
  elsif p_revision is not null then
    -- Nothing: for the two phases of the commit alone.
    delete from places where kind = 'booking' and key = '';
  end if;

  -- Then a client's bookings as they are now: where they lie, and what is counted of them.
  if p_new_bookings is not null then
    insert into client_bookings (client_uid, booking_id, professional_id, start_at, status, hold_expires_at)
      select x.client_uid, x.booking_id, p_professional_id, x.start_at, x.status, x.hold_expires_at
      from jsonb_to_recordset(p_new_bookings) as x(client_uid text, booking_id uuid, start_at timestamptz, status text,
        hold_expires_at timestamptz)
      where x.client_uid is not null;
  end if;
  if p_booking_steps is not null then
    -- Of whom it was for before, nothing stays.
    delete from client_bookings where booking_id = any (array(select x.booking_id
      from jsonb_to_recordset(p_booking_steps) as x(booking_id uuid, has_client boolean) where x.has_client));
    v_stepped := array(select x.booking_id from jsonb_to_recordset(p_booking_steps) as x(booking_id uuid));
    insert into client_bookings (client_uid, booking_id, professional_id, start_at, status, hold_expires_at)
      select client_uid, booking_id, professional_id, start_at, status, hold_expires_at from bookings
      where professional_id = p_professional_id and booking_id = any (v_stepped) and client_uid is not null
      on conflict (client_uid, booking_id) do update
        set start_at = excluded.start_at, status = excluded.status, hold_expires_at = excluded.hold_expires_at;
  end if;

  -- Then accounts, by their uid. A version that is another becomes null, which the column refuses (23502).
  if p_counted_uid is not null then
    update accounts set version = case when version = p_counted_version then version + 1 end where uid = p_counted_uid;
  end if;
  if p_accounts is not null then
    for v_account in
      select x.* from jsonb_to_recordset(p_accounts) as x(uid text, name text, email text, phone text, is_counted boolean, version bigint)
    loop
      if v_account.version is not null then
        update accounts set version = case when version = v_account.version then version + 1 end where uid = v_account.uid;
      elsif v_account.is_counted then
        -- Plainly: a row that somebody else has made meanwhile was not there when this one counted.
        insert into accounts (uid, name, email, phone, created_at, updated_at)
          values (v_account.uid, v_account.name, v_account.email, v_account.phone, v_second, v_second);
      else
        insert into accounts (uid, name, email, phone, created_at, updated_at)
          values (v_account.uid, v_account.name, v_account.email, v_account.phone, v_second, v_second) on conflict (uid) do nothing;
      end if;
    end loop;
  end if;
  return v_revision;
end $$;

-- The same for one booking or hold on a time of its own.
create function save_booking_apart_v1(
  p_professional_id uuid,
  p_revision bigint,
  p_due_at timestamptz,
  p_at timestamptz,
  p_cause_id uuid,
  p_by_kind text,
  p_change_id uuid,
  p_type text,
  p_dates text[],
  p_override text[],
  p_appointment_id uuid,
  p_booking_id uuid,
  p_service_id uuid,
  p_start_at timestamptz,
  p_end_at timestamptz,
  p_occupied_from timestamptz,
  p_occupied_to timestamptz,
  p_capacity int,
  p_seats int,
  p_status text,
  p_client_uid text,
  p_client_name text,
  p_client_email text,
  p_client_phone text,
  p_client_time_zone text,
  p_note text,
  p_price jsonb,
  p_hold_expires_at timestamptz,
  p_kept_account text,
  p_kept_function text,
  p_kept_key text,
  p_kept_body_hash text,
  p_kept_answer json,
  p_counted_uid text,
  p_counted_version bigint
) returns bigint language plpgsql as $$
declare
  v_revision bigint;
begin
  select s into v_revision from save_booking_v1(p_professional_id, p_revision, p_due_at, p_at, p_cause_id, p_by_kind, p_change_id, p_type, p_dates,
      p_override, p_appointment_id, p_booking_id, p_service_id, p_start_at, p_end_at, p_occupied_from,
      p_occupied_to, p_capacity, p_seats, p_status, p_client_uid, p_client_name, p_client_email, p_client_phone,
      p_client_time_zone, p_note, p_price, p_hold_expires_at, null, null, null, null, null, null, null) s;
  if v_revision is null then
    return null;
  end if;
  if p_kept_key is not null then
    insert into idempotency_keys (account, function, key, body_hash, answer, created_at)
      values (p_kept_account, p_kept_function, p_kept_key, p_kept_body_hash, p_kept_answer, p_at);
  end if;
  insert into places (kind, key, professional_id) values ('booking', p_booking_id::text, p_professional_id)
    on conflict (kind, key) do nothing;
  if p_client_uid is not null then
    insert into client_bookings (client_uid, booking_id, professional_id, start_at, status, hold_expires_at)
      values (p_client_uid, p_booking_id, p_professional_id, p_start_at, p_status, p_hold_expires_at);
  end if;
  if p_counted_uid is not null then
    update accounts set version = case when version = p_counted_version then version + 1 end where uid = p_counted_uid;
  end if;
  return v_revision;
end $$;
