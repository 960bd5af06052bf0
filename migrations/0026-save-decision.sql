-- The save of a decision as a function: statements in sequence, of which those that have nothing to write are skipped. It is
-- versioned by its name: a version that saves otherwise brings the next one, and takes this one away once nobody calls it.
-- Whatever touches a table of calendars names the professional, which is the first parameter; the answer kept for twins
-- and the accounts are by account, and null where they are saved by statements of their own.
-- See docs/decisions/0040-a-function-saves-a-decision.md before changing a line.
create function save_decision_v1(
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
  v_account record;
begin
  -- The calendar's row first, at the revision that was decided on: who has it has the right to write all else.
  if p_revision is null then
    insert into calendars (professional_id, revision) values (p_professional_id, p_changed) returning revision into v_revision;
  else
    update calendars set revision = revision + p_changed, due_at = least(due_at, p_due_at)
      where professional_id = p_professional_id and revision = p_revision returning revision into v_revision;
    if v_revision is null then
      return null;
    end if;
  end if;

  -- Then the key: one that is taken fails everything (23505), and the twin's answer stands.
  if p_kept_key is not null then
    insert into idempotency_keys (account, function, key, body_hash, answer, created_at)
      values (p_kept_account, p_kept_function, p_kept_key, p_kept_body_hash, p_kept_answer, p_at);
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

  if p_schedule is not null then
    perform save_schedule_v1(p_professional_id, v_second, p_schedule);
  end if;

  -- What is freed first, then what takes it.
  if p_changed_appointments is not null then
    update appointments a set during = tstzrange(x.start_at, x.end_at),
        occupies = tstzrange(x.occupied_from, x.occupied_to), capacity = x.capacity, seats_taken = x.seats_taken,
        state = x.state, expected_start = x.expected_start, expected_end = x.expected_end, ended_at = x.ended_at
      from jsonb_to_recordset(p_changed_appointments) as x(appointment_id uuid, start_at timestamptz, end_at timestamptz,
        occupied_from timestamptz, occupied_to timestamptz, capacity int, seats_taken int, state text,
        expected_start timestamptz, expected_end timestamptz, ended_at timestamptz)
      where a.professional_id = p_professional_id and a.appointment_id = x.appointment_id;
  end if;
  if p_new_appointments is not null then
    insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state)
      select p_professional_id, x.appointment_id, x.service_id, tstzrange(x.start_at, x.end_at),
        tstzrange(x.occupied_from, x.occupied_to), x.capacity, x.seats_taken, x.state
      from jsonb_to_recordset(p_new_appointments) as x(appointment_id uuid, service_id uuid, start_at timestamptz, end_at timestamptz,
        occupied_from timestamptz, occupied_to timestamptz, capacity int, seats_taken int, state text);
  end if;
  if p_new_bookings is not null then
    insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats,
        client_uid, client_name, client_email, client_phone, client_time_zone, note, price, hold_expires_at, held_until,
        expected_start, expected_end, cancelled_by, cancel_reason, created_at, updated_at)
      select p_professional_id, x.* from jsonb_to_recordset(p_new_bookings) as x(booking_id uuid, appointment_id uuid,
        service_id uuid, status text, start_at timestamptz, end_at timestamptz, seats int, client_uid text,
        client_name text, client_email text, client_phone text, client_time_zone text, note text, price jsonb,
        hold_expires_at timestamptz, held_until timestamptz, expected_start timestamptz, expected_end timestamptz,
        cancelled_by text, cancel_reason text, created_at timestamptz, updated_at timestamptz);
  end if;
  -- What a step leaves unset is null in its row, and keeps what stands there.
  if p_booking_steps is not null then
    update bookings b set status = coalesce(x.status, b.status), seats = coalesce(x.seats, b.seats),
        appointment_id = coalesce(x.appointment_id, b.appointment_id), start_at = coalesce(x.start_at, b.start_at),
        end_at = coalesce(x.end_at, b.end_at), cancelled_by = coalesce(x.cancelled_by, b.cancelled_by),
        client_time_zone = case when not x.erases_client then coalesce(x.client_time_zone, b.client_time_zone) end,
        note = case when not x.erases_client then coalesce(x.note, b.note) end,
        cancel_reason = case when not x.erases_reason then coalesce(x.cancel_reason, b.cancel_reason) end,
        expected_start = case when x.has_expected then x.expected_start else b.expected_start end,
        expected_end = case when x.has_expected then x.expected_end else b.expected_end end,
        client_uid = case when x.has_client then x.client_uid else b.client_uid end,
        client_name = case when x.has_client then x.client_name else b.client_name end,
        client_email = case when x.has_client then x.client_email else b.client_email end,
        client_phone = case when x.has_client then x.client_phone else b.client_phone end,
        hold_expires_at = case when x.has_client and not x.erases_client then null
          else coalesce(x.hold_expires_at, b.hold_expires_at) end,
        -- A hold keeps its seats to its end, or until it is none any more, whichever comes first; of what was none it stays null.
        held_until = case when b.status = 'held' then coalesce(x.hold_expires_at,
            case when x.status <> 'held' then least(b.hold_expires_at, v_second) end, b.held_until)
          else b.held_until end,
        holder_uid = case when x.erases_holder then null
          when x.has_client and x.client_uid is distinct from b.client_uid then b.client_uid
          else b.holder_uid end,
        updated_at = v_second, version = b.version + 1
      from jsonb_to_recordset(p_booking_steps) as x(booking_id uuid, status text, seats int, appointment_id uuid,
        start_at timestamptz, end_at timestamptz, has_client boolean, client_uid text, client_name text, client_email text,
        client_phone text, client_time_zone text, note text, has_expected boolean, expected_start timestamptz,
        expected_end timestamptz, hold_expires_at timestamptz, cancelled_by text, cancel_reason text,
        erases_client boolean, erases_holder boolean, erases_reason boolean)
      where b.professional_id = p_professional_id and b.booking_id = x.booking_id;
  end if;

  if p_changed > 0 then
    insert into changes (professional_id, revision, change_id, cause_id, type, at, by_kind, dates, booking_id,
        appointment_id, service_id, override, before, subject)
      select p_professional_id, v_revision - p_changed + x.n, x."changeId", p_cause_id, x.type, p_at, coalesce(x.by, p_by_kind), x.dates,
        x."bookingId", x."appointmentId", x."serviceId", x.override, x.before, x.subject
      from rows from (jsonb_to_recordset(p_changes) as ("changeId" uuid, type text, dates text[], "bookingId" uuid,
        "appointmentId" uuid, "serviceId" uuid, override text[], before tstzrange, subject text, by text)) with ordinality
        as x("changeId", type, dates, "bookingId", "appointmentId", "serviceId", override, before, subject, by, n);
    insert into unpublished (professional_id, revision, at)
      select p_professional_id, n, p_at from generate_series(v_revision - p_changed + 1, v_revision) n;
  end if;
  return v_revision;
end $$;

-- The rows of a schedule: each part under its name, and none where it is not there.
create function save_schedule_v1(p_professional_id uuid, p_at timestamptz, p_parts jsonb) returns void language plpgsql as $$
begin
  if p_parts ? 'professional' then
    insert into professionals (professional_id, owner_uid, name, headline, about, photo_url, location, online, contact,
        specialties, time_zone, active, policy, folded, specialty_keys, erased)
      select p_professional_id, p_parts ->> 'ownerUid', x.name, x.headline, x.about, x."photoUrl", x.location, x.online, x.contact,
        x.specialties, x."timeZone", x.active, x.policy, x.folded, x."specialtyKeys", (p_parts ->> 'isErased')::boolean
      from jsonb_to_record(p_parts -> 'professional') as x(name text, headline text, about text, "photoUrl" text,
        location jsonb, online boolean, contact jsonb, specialties text[], "timeZone" text, active boolean, policy jsonb,
        folded text, "specialtyKeys" text[])
      on conflict (professional_id) do update set name = excluded.name, headline = excluded.headline,
        about = excluded.about, photo_url = excluded.photo_url, location = excluded.location,
        online = excluded.online, contact = excluded.contact, specialties = excluded.specialties, time_zone = excluded.time_zone,
        active = excluded.active, policy = excluded.policy, folded = excluded.folded,
        specialty_keys = excluded.specialty_keys, erased = professionals.erased or excluded.erased;
  end if;
  if p_parts ? 'services' then
    insert into services (professional_id, service_id, name, description, duration_minutes, buffer_before_minutes,
        buffer_after_minutes, capacity, hours, slot_step_minutes, min_notice_minutes, horizon_days, approval, per_client, price, active,
        folded, created_at)
      select p_professional_id, x."serviceId", x.name, x.description, x."durationMinutes", x."bufferBeforeMinutes",
        x."bufferAfterMinutes", x.capacity, x.hours, x."slotStepMinutes", x."minNoticeMinutes", x."horizonDays",
        x.approval, x."perClient", x.price, x.active, x.folded, p_at
      from jsonb_to_recordset(p_parts -> 'services') as x("serviceId" uuid, name text, description text,
        "durationMinutes" int, "bufferBeforeMinutes" int, "bufferAfterMinutes" int, capacity int, hours jsonb,
        "slotStepMinutes" int, "minNoticeMinutes" int, "horizonDays" int, approval text, "perClient" jsonb, price jsonb,
        active boolean, folded text)
      on conflict (professional_id, service_id) do update set name = excluded.name,
        description = excluded.description, duration_minutes = excluded.duration_minutes,
        buffer_before_minutes = excluded.buffer_before_minutes, buffer_after_minutes = excluded.buffer_after_minutes,
        capacity = excluded.capacity, hours = excluded.hours, slot_step_minutes = excluded.slot_step_minutes,
        min_notice_minutes = excluded.min_notice_minutes, horizon_days = excluded.horizon_days,
        approval = excluded.approval, per_client = excluded.per_client, price = excluded.price, active = excluded.active,
        folded = excluded.folded;
  end if;
  if p_parts ? 'droppedRules' then
    delete from weekly_rules where professional_id = p_professional_id
      and effective_from in (select value::date from jsonb_array_elements_text(p_parts -> 'droppedRules'));
    insert into weekly_rules (professional_id, effective_from, hours)
      select p_professional_id, x."effectiveFrom", x.hours
      from jsonb_to_recordset(p_parts -> 'rules') as x("effectiveFrom" date, hours jsonb)
      on conflict (professional_id, effective_from) do update set hours = excluded.hours;
  end if;
  if p_parts ? 'activity' then
    insert into activities (professional_id, state, since, until, message)
      select p_professional_id, x.state, x.since, x.until, x.message
      from jsonb_to_record(p_parts -> 'activity') as x(state text, since timestamptz, until timestamptz, message text)
      on conflict (professional_id) do update set state = excluded.state, since = excluded.since,
        until = excluded.until, message = excluded.message;
  end if;
  if p_parts ? 'clearedDates' then
    delete from date_hours where professional_id = p_professional_id
      and date in (select value::date from jsonb_array_elements_text(p_parts -> 'clearedDates'));
    insert into date_hours (professional_id, date, intervals)
      select p_professional_id, x.date, x.intervals
      from jsonb_to_recordset(p_parts -> 'dateHours') as x(date date, intervals jsonb)
      on conflict (professional_id, date) do update set intervals = excluded.intervals;
  end if;
  if p_parts ? 'newTimeOff' then
    insert into time_off (professional_id, time_off_id, during, start_date, end_date, note)
      select p_professional_id, x.id, tstzrange(x.start_at, x.end_at), x.start_date, x.end_date, x.note
      from jsonb_to_recordset(p_parts -> 'newTimeOff')
        as x(id uuid, start_at timestamptz, end_at timestamptz, start_date date, end_date date, note text);
  end if;
  if p_parts ? 'removedTimeOff' then
    delete from time_off where professional_id = p_professional_id
      and time_off_id in (select value::uuid from jsonb_array_elements_text(p_parts -> 'removedTimeOff'));
  end if;
  if p_parts ? 'removedBusy' then
    delete from external_busy e using jsonb_to_recordset(p_parts -> 'removedBusy')
        as x(source text, start_at timestamptz, end_at timestamptz)
      where e.professional_id = p_professional_id and e.source = x.source and e.during = tstzrange(x.start_at, x.end_at);
    insert into external_busy (professional_id, source, during)
      select p_professional_id, x.source, tstzrange(x.start_at, x.end_at)
      from jsonb_to_recordset(p_parts -> 'addedBusy') as x(source text, start_at timestamptz, end_at timestamptz);
  end if;
  if p_parts ? 'liftedBlocks' then
    delete from blocks k using jsonb_to_recordset(p_parts -> 'liftedBlocks') as x(kind text, key text)
      where k.professional_id = p_professional_id and k.kind = x.kind and k.key = x.key;
    insert into blocks (professional_id, kind, key, name, note, created_at)
      select p_professional_id, x.kind, x.key, x.name, x.note, x."createdAt"
      from jsonb_to_recordset(p_parts -> 'blocks') as x(kind text, key text, name text, note text, "createdAt" timestamptz)
      on conflict (professional_id, kind, key) do update set name = excluded.name, note = excluded.note;
  end if;
end $$;

-- The same for what is decided most: one booking or hold on a time of its own, told by one change. Its values are parameters, since
-- reading rows from JSON takes a fifth of a save.
create function save_booking_v1(
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
  v_second timestamptz := date_trunc('second', p_at);
begin
  update calendars set revision = revision + 1, due_at = least(due_at, p_due_at)
    where professional_id = p_professional_id and revision = p_revision returning revision into v_revision;
  if v_revision is null then
    return null;
  end if;
  if p_kept_key is not null then
    insert into idempotency_keys (account, function, key, body_hash, answer, created_at)
      values (p_kept_account, p_kept_function, p_kept_key, p_kept_body_hash, p_kept_answer, p_at);
  end if;
  if p_counted_uid is not null then
    update accounts set version = case when version = p_counted_version then version + 1 end where uid = p_counted_uid;
  end if;
  insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state)
    values (p_professional_id, p_appointment_id, p_service_id, tstzrange(p_start_at, p_end_at),
      tstzrange(p_occupied_from, p_occupied_to), p_capacity, p_seats, 'active');
  insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats, client_uid,
      client_name, client_email, client_phone, client_time_zone, note, price, hold_expires_at, held_until, created_at, updated_at)
    values (p_professional_id, p_booking_id, p_appointment_id, p_service_id, p_status, p_start_at, p_end_at, p_seats, p_client_uid,
      p_client_name, p_client_email, p_client_phone, p_client_time_zone, p_note, p_price, p_hold_expires_at, p_hold_expires_at,
      v_second, v_second);
  insert into changes (professional_id, revision, change_id, cause_id, type, at, by_kind, dates, booking_id, appointment_id,
      service_id, override)
    values (p_professional_id, v_revision, p_change_id, p_cause_id, p_type, p_at, p_by_kind, p_dates, p_booking_id,
      p_appointment_id, p_service_id, p_override);
  insert into unpublished (professional_id, revision, at) values (p_professional_id, v_revision, p_at);
  return v_revision;
end $$;
