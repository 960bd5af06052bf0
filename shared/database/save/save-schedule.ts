// The save statement's parts for the schedule: a professional, services, weekly rules, dates, time off, busy time.
import { type RawBuilder, sql } from 'kysely'
import { takenByActivity } from '../../scheduling/model/calendar.ts'
import type { Effects } from '../../scheduling/effects/effects.ts'
import { type Instant, formatInstant } from '../../time/instant.ts'
import { json } from '../rows/json.ts'
import { toProfessionalRow, toServiceRows, toSpanRows, toTimeOffRows } from './schedule-rows.ts'

/** The parts of the save statement that write a professional, services and weekly rules, each row from `r` and once. */
export function scheduleParts(
  effects: Effects,
  ownerUid: string,
  at: Instant,
): RawBuilder<unknown>[] {
  const parts: RawBuilder<unknown>[] = []
  const { professional, services, weeklyRules, isErased = false } = effects
  if (professional)
    parts.push(sql`p as (insert into professionals (professional_id, owner_uid, name, headline, about, photo_url,
        location, online, contact, specialties, time_zone, active, policy, folded, specialty_keys, erased)
      select r.professional_id, ${ownerUid}, x.name, x.headline, x.about, x."photoUrl", x.location, x.online,
        x.contact, x.specialties, x."timeZone", x.active, x.policy, x.folded, x."specialtyKeys", ${isErased}::boolean
      from r, jsonb_to_record(${json(toProfessionalRow(professional))}) as x(name text, headline text, about text, "photoUrl" text,
        location jsonb, online boolean, contact jsonb, specialties text[], "timeZone" text, active boolean, policy jsonb,
        folded text, "specialtyKeys" text[])
      on conflict (professional_id) do update set name = excluded.name, headline = excluded.headline,
        about = excluded.about, photo_url = excluded.photo_url, location = excluded.location,
        online = excluded.online, contact = excluded.contact, specialties = excluded.specialties, time_zone = excluded.time_zone,
        active = excluded.active, policy = excluded.policy, folded = excluded.folded,
        specialty_keys = excluded.specialty_keys, erased = professionals.erased or excluded.erased)`)
  if (services)
    parts.push(sql`s as (insert into services (professional_id, service_id, name, description, duration_minutes,
        buffer_before_minutes, buffer_after_minutes, capacity, hours, slot_step_minutes, min_notice_minutes,
        horizon_days, approval, per_client, price, active, folded, created_at)
      select r.professional_id, x."serviceId", x.name, x.description, x."durationMinutes", x."bufferBeforeMinutes",
        x."bufferAfterMinutes", x.capacity, x.hours, x."slotStepMinutes", x."minNoticeMinutes", x."horizonDays",
        x.approval, x."perClient", x.price, x.active, x.folded, ${formatInstant(at)}::timestamptz
      from r, jsonb_to_recordset(${json(toServiceRows(services))}) as x("serviceId" uuid, name text, description text,
        "durationMinutes" int, "bufferBeforeMinutes" int, "bufferAfterMinutes" int, capacity int, hours jsonb,
        "slotStepMinutes" int, "minNoticeMinutes" int, "horizonDays" int, approval text, "perClient" jsonb, price jsonb, active boolean,
        folded text)
      on conflict (professional_id, service_id) do update set name = excluded.name,
        description = excluded.description, duration_minutes = excluded.duration_minutes,
        buffer_before_minutes = excluded.buffer_before_minutes,
        buffer_after_minutes = excluded.buffer_after_minutes, capacity = excluded.capacity,
        hours = excluded.hours, slot_step_minutes = excluded.slot_step_minutes,
        min_notice_minutes = excluded.min_notice_minutes, horizon_days = excluded.horizon_days,
        approval = excluded.approval, per_client = excluded.per_client, price = excluded.price, active = excluded.active, folded = excluded.folded)`)
  if (weeklyRules) {
    const dropped = weeklyRules
      .filter(({ hours }) => hours === null)
      .map(({ effectiveFrom }) => effectiveFrom)
    const kept = weeklyRules.filter(({ hours }) => hours !== null)
    parts.push(
      sql`wd as (delete from weekly_rules w using r where w.professional_id = r.professional_id
        and w.effective_from = any (${dropped}::date[]))`,
      sql`wi as (insert into weekly_rules (professional_id, effective_from, hours)
        select r.professional_id, x."effectiveFrom", x.hours
        from r, jsonb_to_recordset(${json(kept)}) as x("effectiveFrom" date, hours jsonb)
        on conflict (professional_id, effective_from) do update set hours = excluded.hours)`,
    )
  }
  return [...parts, ...exceptionParts(effects)]
}

const SPAN = sql`x(source text, start_at timestamptz, end_at timestamptz)`

const TIME_OFF = sql`x(id uuid, start_at timestamptz, end_at timestamptz, start_date date, end_date date, note text)`

function exceptionParts(effects: Effects): RawBuilder<unknown>[] {
  const parts: RawBuilder<unknown>[] = []
  const { activity, dateHours, newTimeOff, removedTimeOff, externalBusy } = effects
  if (activity) {
    const { state, since, message = null } = activity
    const until = takenByActivity(activity)?.end
    parts.push(sql`av as (insert into activities (professional_id, state, since, until, message)
      select r.professional_id, ${state}, ${formatInstant(since)}::timestamptz,
        ${until === undefined ? null : formatInstant(until)}::timestamptz, ${message}::text from r
      on conflict (professional_id) do update set state = excluded.state, since = excluded.since,
        until = excluded.until, message = excluded.message)`)
  }
  if (dateHours) {
    const cleared = dateHours.filter(({ intervals }) => intervals === null).map(({ date }) => date)
    const set = dateHours.filter(({ intervals }) => intervals !== null)
    parts.push(
      sql`dd as (delete from date_hours d using r where d.professional_id = r.professional_id
        and d.date = any (${cleared}::date[]))`,
      sql`di as (insert into date_hours (professional_id, date, intervals)
        select r.professional_id, x.date, x.intervals
        from r, jsonb_to_recordset(${json(set)}) as x(date date, intervals jsonb)
        on conflict (professional_id, date) do update set intervals = excluded.intervals)`,
    )
  }
  if (newTimeOff)
    parts.push(sql`ti as (insert into time_off (professional_id, time_off_id, during, start_date, end_date, note)
      select r.professional_id, x.id, tstzrange(x.start_at, x.end_at), x.start_date, x.end_date, x.note
      from r, jsonb_to_recordset(${json(toTimeOffRows(newTimeOff))}) as ${TIME_OFF})`)
  if (removedTimeOff)
    parts.push(sql`td as (delete from time_off f using r, jsonb_to_recordset(${json(toTimeOffRows(removedTimeOff))}) as ${TIME_OFF}
      where f.professional_id = r.professional_id and f.time_off_id = x.id)`)
  // What stays as it was is in neither list: a row may be deleted or inserted by this statement, never both.
  if (externalBusy)
    parts.push(
      sql`ed as (delete from external_busy e using r, jsonb_to_recordset(${json(toSpanRows(externalBusy.removed))}) as ${SPAN}
        where e.professional_id = r.professional_id and e.source = x.source
          and e.during = tstzrange(x.start_at, x.end_at))`,
      sql`ei as (insert into external_busy (professional_id, source, during)
        select r.professional_id, x.source, tstzrange(x.start_at, x.end_at)
        from r, jsonb_to_recordset(${json(toSpanRows(externalBusy.added))}) as ${SPAN})`,
    )
  return parts
}
