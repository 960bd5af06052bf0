// A calendar as one aggregated row: what is selected, and how it becomes the core's Calendar.
// One row of arrays is about twice as fast as rows with dates in them; instants travel as epoch milliseconds.
import type { AccountUid, AppointmentId, BookingId, ServiceId } from '../../contract/values/ids.ts'
import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Status } from '../../contract/status.ts'
import {
  type Activity,
  type Appointment,
  type Calendar,
  type Claim,
  type ExternalBusy,
  type TimeOff,
  toStanding,
} from '../../scheduling/model/calendar.ts'
import { withoutUnset } from '../../contract/values/unset.ts'
import type { DateText } from '../../time/date.ts'
import {
  type ProfessionalRow,
  PROFESSIONAL,
  SERVICE,
  type ServiceRow,
  parseProfessional,
  parseService,
} from './professional-row.ts'
import { type Stored, parseHours, parseIntervals } from './stored.ts'
import type { Span } from '../../time/span.ts'
import { bool, int8, json, nullable, text } from '../connection/raw-statement.ts'
import { type Instant, SECOND } from '../../time/instant.ts'
import { timeOffIn } from '../../scheduling/model/time-off.ts'
import { type Zone, findZone } from '../../time/zone.ts'

/** A column of an instant as epoch milliseconds. */
export function millis(column: Expression<unknown>): RawBuilder<number> {
  return sql`(extract(epoch from ${column}) * 1000)::bigint`
}

/** An instant as timestamptz, to the millisecond: also those whose year has not four digits, which text has no form for. */
export function timestamp(at: Instant): RawBuilder<Date> {
  return sql`to_timestamp(${at / SECOND}::float8)`
}

const at = (name: string) => millis(sql.raw(name))

const CLAIM = sql`json_build_array(b.booking_id, b.client_uid, b.seats, b.status, ${at('b.hold_expires_at')},
  ${at('b.expected_start')}, ${at('b.expected_end')})`

/**
 * The columns of one calendar `c` joined to its professional `p`, for appointments that start in `[from, to)` and
 * whatever overlaps that stretch, with the weekly rules from the one in force when it begins; both are timestamptz expressions. `appointments` may lie within another stretch, and
 * those that an account holds come with them.
 */
export function calendarColumns(
  from: RawBuilder<unknown>,
  to: RawBuilder<unknown>,
  appointments: {
    readonly from: RawBuilder<unknown>
    readonly to: RawBuilder<unknown>
    readonly holdsOf?: string
  } = { from, to },
): RawBuilder<CalendarRow> {
  const { holdsOf } = appointments
  const held =
    holdsOf === undefined
      ? sql``
      : sql`or a.appointment_id = any (array(select h.appointment_id from bookings h
          where h.client_uid = ${holdsOf} and h.status = 'held' and h.professional_id = c.professional_id))`
  const overlaps = sql`&& tstzrange(${from}, ${to}, '[)')`
  // Dates are asked for generously in UTC: no zone is more than a day away, and an interval runs at most two dates.
  const firstDate = sql`((${from} at time zone 'UTC')::date - 4)`
  const lastDate = sql`((${to} at time zone 'UTC')::date + 4)`
  return sql`
    c.revision, p.owner_uid as "ownerUid", p.erased as "isErased", ${PROFESSIONAL} as professional,
    (select json_agg(${SERVICE} order by s.created_at, s.service_id) from services s
      where s.professional_id = c.professional_id) as services,
    (select json_agg(json_build_object('effectiveFrom', w.effective_from, 'hours', w.hours) order by w.effective_from)
      from weekly_rules w where w.professional_id = c.professional_id and w.effective_from >= coalesce(
        (select max(v.effective_from) from weekly_rules v
          where v.professional_id = c.professional_id and v.effective_from <= ${firstDate}), '-infinity')) as "weeklyRules",
    (select json_agg(json_build_object('date', d.date, 'intervals', d.intervals) order by d.date)
      from date_hours d where d.professional_id = c.professional_id
        and d.date between ${firstDate} and ${lastDate}) as "dateHours",
    (select json_agg(json_build_object('timeOffId', f.time_off_id, 'start', ${at('lower(f.during)')},
        'end', ${at('upper(f.during)')}, 'startDate', f.start_date, 'endDate', f.end_date, 'note', f.note)
        order by f.during)
      from time_off f where f.professional_id = c.professional_id
        and case when f.start_date is null then f.during ${overlaps}
          else f.start_date <= ${lastDate} and f.end_date >= ${firstDate} end) as "timeOff",
    (select json_agg(json_build_object('source', e.source, 'start', ${at('lower(e.during)')},
        'end', ${at('upper(e.during)')}) order by e.during)
      from external_busy e where e.professional_id = c.professional_id and e.during ${overlaps}) as "externalBusy",
    (select json_build_object('state', a.state, 'since', ${at('a.since')}, 'until', ${at('a.until')},
        'message', a.message)
      from activities a where a.professional_id = c.professional_id) as activity,
    (select json_agg(json_build_array(a.appointment_id, a.service_id, ${at('lower(a.during)')},
        ${at('upper(a.during)')}, ${at('lower(a.occupies)')}, ${at('upper(a.occupies)')}, a.capacity,
        ${at('a.expected_start')}, ${at('a.expected_end')}, ${at('a.ended_at')},
        (select json_agg(${CLAIM} order by b.booking_id) from bookings b
          where b.professional_id = a.professional_id and b.appointment_id = a.appointment_id
            and b.status not in ('cancelled', 'declined', 'expired'))) order by lower(a.during))
      from appointments a where a.professional_id = c.professional_id and a.state = 'active'
        and ((lower(a.during) >= ${appointments.from} and lower(a.during) < ${appointments.to}) ${held})) as appointments`
}

interface ActivityRow {
  readonly state: Activity['state']
  readonly since: Instant
  readonly until: Instant | null
  readonly message: string | null
}

type ClaimTuple = readonly [
  bookingId: BookingId,
  uid: AccountUid | null,
  seats: number,
  status: Status,
  holdExpiresAt: Instant | null,
  expectedStart: Instant | null,
  expectedEnd: Instant | null,
]

type AppointmentTuple = readonly [
  appointmentId: AppointmentId,
  serviceId: ServiceId,
  start: Instant,
  end: Instant,
  occupiedFrom: Instant | null,
  occupiedTo: Instant | null,
  capacity: number,
  expectedStart: Instant | null,
  expectedEnd: Instant | null,
  endedAt: Instant | null,
  claims: readonly ClaimTuple[] | null,
]

/** What `calendarColumns` selects; lists without an element are null. */
export interface CalendarRow {
  readonly revision: number
  readonly ownerUid: AccountUid
  readonly isErased: boolean
  readonly professional: ProfessionalRow
  readonly services: readonly ServiceRow[] | null
  readonly weeklyRules:
    | readonly { readonly effectiveFrom: DateText; readonly hours: unknown }[]
    | null
  readonly dateHours: readonly { readonly date: DateText; readonly intervals: unknown }[] | null
  readonly timeOff: readonly Stored<TimeOff>[] | null
  readonly externalBusy: readonly ExternalBusy[] | null
  readonly activity: ActivityRow | null
  readonly appointments: readonly AppointmentTuple[] | null
}

/** The same, as a raw statement declares it. */
export const CALENDAR = {
  revision: int8,
  ownerUid: text,
  isErased: bool,
  professional: json<CalendarRow['professional']>(),
  services: nullable(json<NonNullable<CalendarRow['services']>>()),
  weeklyRules: nullable(json<NonNullable<CalendarRow['weeklyRules']>>()),
  dateHours: nullable(json<NonNullable<CalendarRow['dateHours']>>()),
  timeOff: nullable(json<NonNullable<CalendarRow['timeOff']>>()),
  externalBusy: nullable(json<NonNullable<CalendarRow['externalBusy']>>()),
  activity: nullable(json<NonNullable<CalendarRow['activity']>>()),
  appointments: nullable(json<NonNullable<CalendarRow['appointments']>>()),
}

function toClaim(row: ClaimTuple): Claim {
  const [bookingId, uid, seats, status, holdExpiresAt, expectedStart, expectedEnd] = row
  return {
    bookingId,
    seats,
    ...toStanding(status, holdExpiresAt ?? undefined),
    ...(uid !== null && { uid }),
    ...(expectedStart !== null && { expectedStart }),
    ...(expectedEnd !== null && { expectedEnd }),
  }
}

/**
 * What an appointment occupies: one that ended late occupies its time up to then, and its buffer. The stored range stays
 * within what was agreed, since nothing may overlap in it and the next one stood there already.
 */
export function occupiedEnd(stored: Instant, end: Instant, endedAt: Instant | null): Instant {
  return stored + Math.max(0, (endedAt ?? end) - end)
}

function toAppointment(row: AppointmentTuple): Appointment {
  const [appointmentId, serviceId, start, end, from, to, capacity, expectedStart, expectedEnd] = row
  const [, , , , , , , , , endedAt, claims] = row
  return {
    appointmentId,
    serviceId,
    start,
    end,
    // What was ended before its start occupies nothing: an empty range has no bounds.
    occupies:
      from === null || to === null
        ? { start, end: start }
        : { start: from, end: occupiedEnd(to, end, endedAt) },
    capacity,
    claims: claims?.map(toClaim) ?? [],
    ...(expectedStart !== null && { expectedStart }),
    ...(expectedEnd !== null && { expectedEnd }),
    ...(endedAt !== null && { endedAt }),
  }
}

// Of whole days, what is stored as instants is how they lay by the zone's rules of the day they were saved.
function toTimeOff({ timeOff }: CalendarRow, zone: Zone): readonly TimeOff[] {
  const all =
    timeOff?.map(({ timeOffId, start, end, startDate, endDate, note }) =>
      timeOffIn(zone, { timeOffId, start, end, ...withoutUnset({ startDate, endDate, note }) }),
    ) ?? []
  return all.toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** What a professional said to be doing; nothing, where it keeps them from their work without an end. */
function toActivity({ state, since, until, message }: ActivityRow): Activity | undefined {
  const said = { since, ...withoutUnset({ message }) }
  if (state === 'available') return { state, ...said }
  return until === null ? undefined : { state, until, ...said }
}

/**
 * The Calendar of a row, for the range it was selected with.
 *
 * @param zoneOf the rules of a zone's clocks, as the runtime's tzdata has them
 * @throws where the row names a zone that this runtime's tzdata lost: nothing can be decided then
 */
export function parseCalendar(
  row: CalendarRow,
  range: Span,
  zoneOf: (name: string) => Zone | undefined = findZone,
): Calendar {
  const professional = parseProfessional(row.professional)
  const zone = zoneOf(professional.timeZone)
  if (!zone)
    throw new Error(
      `professional ${professional.professionalId}: zone ${professional.timeZone} is unknown`,
    )
  return {
    professionalId: professional.professionalId,
    ownerUid: row.ownerUid,
    revision: row.revision,
    professional,
    ...(row.isErased && { isErased: true }),
    zone,
    policy: professional.policy,
    services: row.services?.map(parseService) ?? [],
    weeklyRules:
      row.weeklyRules?.map(({ effectiveFrom, hours }) => ({
        effectiveFrom,
        hours: parseHours(hours),
      })) ?? [],
    dateHours:
      row.dateHours?.map(({ date, intervals }) => ({
        date,
        intervals: parseIntervals(intervals),
      })) ?? [],
    timeOff: toTimeOff(row, zone),
    externalBusy: row.externalBusy ?? [],
    ...withoutUnset({ activity: row.activity && toActivity(row.activity) }),
    appointments: row.appointments?.map(toAppointment) ?? [],
    range,
  }
}
