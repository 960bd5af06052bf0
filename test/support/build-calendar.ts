// Calendars for tests of the core: builders that state only what matters, and the calendar that a scenario describes.
import type { Policy } from '../../shared/contract/policy.ts'
import type { Service } from '../../shared/contract/service.ts'
import type { Scenario } from '../../shared/contract/scenario.ts'
import { type Status, isLive } from '../../shared/contract/status.ts'
import type { WallInterval } from '../../shared/contract/values/values.ts'
import {
  type Appointment,
  type Booking,
  type Calendar,
  type Claim,
  type Schedule,
  type Standing,
  toStanding,
} from '../../shared/scheduling/model/calendar.ts'
import type { Span } from '../../shared/time/span.ts'
import type { Circumstances } from '../../shared/scheduling/model/circumstances.ts'
import type { Decision } from '../../shared/scheduling/effects/decision.ts'
import type { Effects } from '../../shared/scheduling/effects/effects.ts'
import type { Refusal } from '../../shared/scheduling/model/refusal.ts'
import { type Instant, MINUTE, parseInstant } from '../../shared/time/instant.ts'
import { findZone } from '../../shared/time/zone.ts'

// ---- Values ----

/** The instant of an RFC 3339 text. */
export function at(text: string): Instant {
  const instant = parseInstant(text)
  if (instant === undefined) throw new Error(`${text} is no instant`)
  return instant
}

const MONDAY = at('2026-11-23T00:00:00Z')

/** A wall time of Monday 2026-11-23, or so many days later, in UTC, where built calendars lie unless told otherwise. */
export function monday(time: string, daysLater = 0): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return MONDAY + (daysLater * 1440 + hours * 60 + minutes) * MINUTE
}

/** The hour before built calendars open. */
export const NOW = monday('08:00')

export const OWNER = 'the-owner'
export const ANNA = 'anna'
export const BEN = 'ben'

/** Ids that are new each time: `new-1`, `new-2`, … */
export function newIds(): () => string {
  let count = 0
  return () => `new-${++count}`
}

/** A client who acts at `now`. */
export function asClient(uid: string = ANNA, now: Instant = NOW): Circumstances {
  return { by: { kind: 'client', uid }, now, newId: newIds() }
}

/** The owner, who acts at `now`. */
export function asOwner(now: Instant = NOW): Circumstances {
  return { by: { kind: 'professional', uid: OWNER }, now, newId: newIds() }
}

/** An admin, who acts at `now`. */
export function asAdmin(now: Instant = NOW): Circumstances {
  return { by: { kind: 'admin', uid: 'root' }, now, newId: newIds() }
}

/** The clock at `now`. */
export function asClock(now: Instant): Pick<Circumstances, 'now' | 'newId'> {
  return { now, newId: newIds() }
}

// ---- Builders ----

/** A policy: no notice, 60 days ahead, no limits, unless told otherwise. */
export function buildPolicy(fields: Partial<Policy> = {}): Policy {
  return {
    minNoticeMinutes: 0,
    horizonDays: 60,
    cancelNoticeMinutes: 0,
    rescheduleNoticeMinutes: 0,
    weekStartsOn: 1,
    requireVerified: false,
    ...fields,
  }
}

/** A service of an hour for one, without buffers, unless told otherwise. */
export function buildService(fields: Partial<Service> = {}): Service {
  return {
    serviceId: 'massage',
    professionalId: 'the-professional',
    name: 'Massage',
    durationMinutes: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    capacity: 1,
    approval: 'automatic',
    active: true,
    ...fields,
  }
}

/** What a test states of a booking or a claim: its status and the end of a hold by themselves. */
export type Stated<T extends Standing> = Partial<Omit<T, keyof Standing>> & {
  readonly status?: Status
  readonly holdExpiresAt?: Instant
}

/** One seat, confirmed, of Anna's, unless told otherwise. */
export function buildClaim(fields: Stated<Claim> = {}): Claim {
  const { status = 'confirmed', holdExpiresAt, ...rest } = fields
  return {
    bookingId: 'booking',
    seats: 1,
    uid: ANNA,
    ...rest,
    ...toStanding(status, holdExpiresAt),
  }
}

/** A hold of Anna's seat that was placed at NOW for ten minutes, unless told otherwise. */
export function buildHold(fields: Stated<Claim> = {}): Claim {
  const until = NOW + 10 * MINUTE
  return buildClaim({ bookingId: 'hold', status: 'held', holdExpiresAt: until, ...fields })
}

/** An appointment of a service as it would be booked, with one claim of Anna's, unless told otherwise. */
export function buildAppointment(
  start: Instant,
  {
    service = buildService(),
    ...fields
  }: Partial<Appointment> & { readonly service?: Service } = {},
): Appointment {
  const end = fields.end ?? start + service.durationMinutes * MINUTE
  return {
    appointmentId: 'appointment',
    serviceId: service.serviceId,
    start,
    end,
    occupies: {
      start: start - service.bufferBeforeMinutes * MINUTE,
      end: (fields.endedAt ?? end) + service.bufferAfterMinutes * MINUTE,
    },
    capacity: service.capacity,
    claims: [buildClaim()],
    ...fields,
  }
}

/** The same hours on every weekday. */
export function everyDay(...intervals: readonly WallInterval[]): Calendar['weeklyRules'] {
  const hours = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    intervals.map((interval) => ({ weekday, ...interval })),
  )
  return [{ effectiveFrom: '0001-01-01', hours }]
}

interface CalendarFields extends Partial<Omit<Calendar, 'policy' | 'zone'>> {
  readonly policy?: Partial<Policy>
  readonly timeZone?: string
  readonly active?: boolean
}

/** A calendar in UTC, open every day from 09:00 to 17:00, that offers one service, unless told otherwise. */
export function buildCalendar({
  policy: rules = {},
  timeZone = 'UTC',
  active = true,
  ...fields
}: CalendarFields = {}): Calendar {
  const zone = findZone(timeZone)
  if (!zone) throw new Error(`${timeZone} is no time zone`)
  const policy = buildPolicy(rules)
  return {
    professionalId: 'the-professional',
    ownerUid: OWNER,
    revision: 7,
    professional: {
      professionalId: 'the-professional',
      name: 'Petra',
      specialties: [],
      timeZone,
      active,
      policy,
    },
    zone,
    policy,
    services: [buildService()],
    weeklyRules: everyDay({ start: '09:00', end: '17:00' }),
    dateHours: [],
    timeOff: [],
    externalBusy: [],
    appointments: [],
    range: { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY },
    ...fields,
  }
}

/** A booking of a calendar, whole, as a command loads it. */
export function bookingOf(
  calendar: Calendar,
  bookingId = 'booking',
  fields: Stated<Booking> = {},
): Booking {
  for (const { appointmentId, serviceId, start, end, endedAt, claims } of calendar.appointments)
    for (const { uid, status, holdExpiresAt, ...claim } of claims)
      if (claim.bookingId === bookingId) {
        const { status: stated = status, holdExpiresAt: until = holdExpiresAt, ...rest } = fields
        return {
          ...claim,
          appointmentId,
          serviceId,
          start,
          end,
          ...(endedAt !== undefined && { endedAt }),
          version: 1,
          client: { name: 'Somebody', ...(uid !== undefined && { uid }) },
          createdAt: NOW,
          updatedAt: NOW,
          ...rest,
          ...toStanding(stated, until),
        }
      }
  throw new Error(`the calendar has no booking ${bookingId}`)
}

/** What an accepted request comes to. */
export function accepted<A>(decision: Decision<A>): {
  readonly effects: Effects
  readonly answer: A
} {
  if (decision.refused) throw new Error(`refused: ${JSON.stringify(decision.refused)}`)
  return decision
}

/** Why a request was refused; undefined if it was not. */
export function refusalOf(decision: Decision<unknown>): Refusal | undefined {
  return decision.refused
}

// ---- What must hold of every calendar ----

/** The seats that the database counts: every live claim, a hold until it is released. */
export function storedSeats({ claims }: Appointment): number {
  return claims.reduce((sum, { status, seats }) => sum + (isLive(status) ? seats : 0), 0)
}

const overlap = (a: Span, b: Span): boolean => Math.max(a.start, b.start) < Math.min(a.end, b.end)

/** What a database would refuse to hold: overlapping appointments, and more seats taken than there are. */
export function faultsOf({ appointments }: Calendar): readonly string[] {
  const stored = appointments.filter((one) => storedSeats(one) > 0)
  return stored.flatMap((one, index) => [
    ...stored
      .slice(index + 1)
      .filter((other) => overlap(one.occupies, other.occupies))
      .map((other) => `${one.appointmentId} overlaps ${other.appointmentId}`),
    ...(storedSeats(one) > one.capacity ? [`${one.appointmentId} is overbooked`] : []),
  ])
}

// ---- The calendar of a scenario ----

/** The service of a scenario. */
export const SAME = 'same'
/** The service of a scenario's other appointments. */
export const OTHER = 'other'
/** Whose own the `own` seats of a scenario are. */
export const ME = 'me'

function schedule({
  now,
  professional,
  externalBusy,
}: Scenario): Omit<Schedule, 'zone' | 'policy'> {
  const { workingHours, dateHours, timeOff, activity } = professional
  const rules = workingHours.flatMap((one) => ('weekday' in one ? [] : [one]))
  const always = workingHours.flatMap((one) => ('weekday' in one ? [one] : []))
  return {
    weeklyRules:
      always.length > 0
        ? [{ effectiveFrom: '0001-01-01', hours: always }]
        : rules.toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom)),
    dateHours,
    timeOff,
    externalBusy,
    ...(activity?.until !== undefined && {
      activity: { state: activity.state, since: now, until: activity.until },
    }),
  }
}

function claimsOf(
  { seatsTaken, own = 0, holdExpiresAt }: Scenario['appointments'][number],
  id: string,
  now: Instant,
): readonly Claim[] {
  const mine = own === true ? seatsTaken : Math.min(own, seatsTaken)
  const hold = { status: 'held' as const, holdExpiresAt: holdExpiresAt ?? now + 10 * MINUTE }
  const others = holdExpiresAt === undefined ? { status: 'confirmed' as const } : hold
  return [
    { bookingId: `${id}-mine`, seats: mine, uid: ME, ...hold },
    { bookingId: `${id}-theirs`, seats: seatsTaken - mine, uid: 'them', ...others },
  ].filter(({ seats }) => seats > 0)
}

/**
 * The calendar that a scenario describes: its service is SAME, a second one OTHER; what is the caller's own are holds of
 * ME. Appointments that the database would not have let in beside earlier ones are left out.
 */
export function calendarOf(scenario: Scenario, other: Partial<Service> = {}): Calendar {
  const { now, service, professional } = scenario
  const { name = 'Same', approval = 'automatic', ...rules } = service
  const { timeZone, policy, active } = professional
  const services = [
    buildService({ ...(rules as Partial<Service>), name, approval, serviceId: SAME }),
    buildService({ name: 'Other', serviceId: OTHER, ...other }),
  ]
  const appointments: Appointment[] = []
  scenario.appointments.forEach((one, index) => {
    const isSame = one.serviceKey === 'same'
    const { serviceKey: _, bufferBeforeMinutes, bufferAfterMinutes, ...booked } = one
    const { own: _own, seatsTaken: _seats, holdExpiresAt: _hold, ...kept } = booked
    const before = bufferBeforeMinutes ?? (isSame ? service.bufferBeforeMinutes : 0)
    const after = bufferAfterMinutes ?? (isSame ? service.bufferAfterMinutes : 0)
    const id = `${one.serviceKey}-${index}`
    const appointment: Appointment = {
      ...(kept as Span),
      appointmentId: id,
      serviceId: isSame ? SAME : OTHER,
      occupies: {
        start: one.start - before * MINUTE,
        end: (one.endedAt ?? one.end) + after * MINUTE,
      },
      capacity: one.capacity ?? (isSame ? service.capacity : 1),
      claims: claimsOf(one, id, now),
    }
    if (!appointments.some(({ occupies }) => overlap(occupies, appointment.occupies)))
      appointments.push(appointment)
  })
  return buildCalendar({
    timeZone,
    policy,
    active,
    services,
    ...(schedule(scenario) as Partial<Calendar>),
    appointments: appointments.toSorted((a, b) => a.start - b.start),
  })
}
