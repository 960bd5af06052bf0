// A calendar as one aggregated row (calendar-columns.ts), and how it becomes the core's Calendar.
import type { AccountUid, AppointmentId, BookingId, ServiceId } from '../../contract/values/ids.ts'
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
  type ServiceRow,
  parseProfessional,
  parseService,
} from './professional-row.ts'
import { type Stored, parseHours, parseIntervals } from './stored.ts'
import type { Span } from '../../time/span.ts'
import { bool, int8, json, nullable, text } from '../connection/raw-statement.ts'
import type { Instant } from '../../time/instant.ts'
import { timeOffIn } from '../../scheduling/model/time-off.ts'
import { type Zone, findZone } from '../../time/zone.ts'

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
