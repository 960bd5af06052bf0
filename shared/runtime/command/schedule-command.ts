// What all commands on a professional's schedule share: whose calendar it is, how far it is loaded, the conflicts answered.
import { isLive } from '../../contract/status.ts'
import type { CalendarPart } from '../../database/load/load-for-command.ts'
import type { Actor } from '../../identity/actor.ts'
import { toShownBooking } from '../../projection/shown-booking.ts'
import { type Booking, SCHEDULE_AHEAD_MILLIS } from '../../scheduling/model/calendar.ts'
import { findConflicts } from '../../scheduling/free/conflicts.ts'
import { withExpectation } from '../../scheduling/free/runs.ts'
import { type Instant, formatInstant } from '../../time/instant.ts'
import type { Outcome } from './command-spec.ts'

/** The calendar that a schedule command names, or the caller's own, with every booking to come. */
export function wholeCalendar(
  input: { readonly professionalId?: string | undefined },
  actor: Actor,
  now: Instant,
): CalendarPart {
  const { professionalId } = input
  return {
    locator: professionalId === undefined ? { ownerUid: actor.uid } : { professionalId },
    range: { start: now, end: now + SCHEDULE_AHEAD_MILLIS },
    bookingsFrom: now,
  }
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
