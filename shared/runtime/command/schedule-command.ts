// What all commands on a professional's schedule share: whose calendar it is, how far it is loaded, the conflicts answered.
import type { ProfessionalId } from '../../contract/values/ids.ts'
import { isLive } from '../../contract/status.ts'
import type { CalendarPart } from '../../database/load/command/found.ts'
import type { Actor } from '../../identity/actor.ts'
import { toShownBooking } from '../../projection/shown-booking.ts'
import type { Booking } from '../../scheduling/model/calendar.ts'
import { REACH_MILLIS } from '../../scheduling/model/reach.ts'
import { findConflicts } from '../../scheduling/free/conflicts.ts'
import { withExpectation } from '../../scheduling/free/runs.ts'
import type { DateText } from '../../time/date.ts'
import { DAY, type Instant, formatInstant } from '../../time/instant.ts'
import type { Span } from '../../time/span.ts'
import type { Outcome } from './command-spec.ts'

interface Named {
  readonly professionalId?: ProfessionalId | undefined
}

/** Longer than any booking, and than a date's hours reach: what lies in changed time begins at most so long before it. */
const AROUND_MILLIS = 3 * DAY

/**
 * The calendar that a schedule command names, or the caller's own, with the whole schedule, and the bookings to come whose
 * time a change of this stretch may take.
 */
export function calendarAround(
  { professionalId }: Named,
  actor: Actor,
  now: Instant,
  changed: Span,
): CalendarPart {
  const ahead = { start: now, end: now + REACH_MILLIS }
  const start = Math.min(Math.max(changed.start - AROUND_MILLIS, ahead.start), ahead.end)
  const end = Math.max(start, Math.min(changed.end + AROUND_MILLIS, ahead.end))
  return {
    locator: professionalId === undefined ? { ownerUid: actor.uid } : { professionalId },
    range: ahead,
    upcoming: { start, end },
  }
}

/** The same where any time may be changed: with every booking to come. */
export function wholeCalendar(input: Named, actor: Actor, now: Instant): CalendarPart {
  return calendarAround(input, actor, now, { start: now, end: now + REACH_MILLIS })
}

/** From the first of these dates to the last, in any zone. */
export function spanOfDates(dates: readonly DateText[]): Span {
  const starts = dates.map((date) => Date.parse(date))
  return { start: Math.min(...starts) - DAY, end: Math.max(...starts) + 2 * DAY }
}

/** How many conflicts are answered; all of them are counted. */
const CONFLICTS_TOLD = 100

/** `revision`, and the bookings whose time does not fit: the first of them by start, and how many they are. */
export function toConflictAnswer<I>(
  conflicts: readonly Booking[],
  { after, now, revision }: Outcome<I>,
) {
  const first = conflicts.toSorted((a, b) => a.start - b.start).slice(0, CONFLICTS_TOLD)
  return {
    revision,
    conflicts: first.map((booking) =>
      toShownBooking(after, withExpectation(after, booking), formatInstant, now),
    ),
    conflictCount: conflicts.length,
  }
}

/** The conflicts of a change of the schedule: the bookings to come that no longer fit and stay; one that was cancelled does not. */
export function toScheduleAnswer<I>(outcome: Outcome<I>) {
  const { before, after, bookings, now } = outcome
  const live = new Set(
    after.appointments.flatMap(({ claims }) =>
      claims.flatMap(({ bookingId, status }) => (isLive(status) ? [bookingId] : [])),
    ),
  )
  const staying = bookings.filter(({ bookingId }) => live.has(bookingId))
  return toConflictAnswer(before ? findConflicts(before, after, staying, now) : [], outcome)
}
