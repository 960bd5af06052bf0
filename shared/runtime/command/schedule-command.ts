// What all commands on a professional's schedule share: whose calendar it is, how far it is loaded, the conflicts answered.
import { isLive } from '../../contract/status.ts'
import type { CalendarPart } from '../../database/load/load-for-command.ts'
import type { Actor } from '../../identity/actor.ts'
import { toShownBooking } from '../../projection/answers.ts'
import { SCHEDULE_AHEAD_MILLIS } from '../../scheduling/model/calendar.ts'
import { findConflicts } from '../../scheduling/free/conflicts.ts'
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

/** `revision` and `conflicts`: the bookings to come that no longer fit and stay; one that was cancelled does not. */
export function toScheduleAnswer<I>({ before, after, bookings, now, revision }: Outcome<I>) {
  const live = new Set(
    after.appointments.flatMap(({ claims }) =>
      claims.flatMap(({ bookingId, status }) => (isLive(status) ? [bookingId] : [])),
    ),
  )
  const staying = bookings.filter(({ bookingId }) => live.has(bookingId))
  const conflicts = before ? findConflicts(before, after, staying, now) : []
  return {
    revision,
    conflicts: conflicts.map((booking) => toShownBooking(after, booking, formatInstant, now)),
  }
}
