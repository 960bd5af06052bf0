// What all commands on a professional's schedule share: whose calendar it is, how far it is loaded, the conflicts answered.
import type { Wanted } from '../database/load-calendar.ts'
import type { Actor } from '../identity/actor.ts'
import { toBooking } from '../projection/answers.ts'
import { findConflicts } from '../scheduling/conflicts.ts'
import { DAY, type Instant, formatInstant } from '../time/instant.ts'
import type { Outcome } from './command-spec.ts'

/** No booking lies further ahead: the greatest horizon is two years. */
const AHEAD = 735 * DAY

/** The calendar that a schedule command names, or the caller's own, with every booking to come. */
export function wholeCalendar(
  input: { readonly professionalId?: string | undefined },
  actor: Actor,
  now: Instant,
): Wanted {
  const { professionalId } = input
  return {
    locator: professionalId === undefined ? { ownerUid: actor.uid } : { professionalId },
    range: { start: now, end: now + AHEAD },
    bookingsFrom: now,
  }
}

/** `revision` and `conflicts`: the bookings to come that no longer fit. */
export function toScheduleAnswer<I>({ before, after, bookings, now, revision }: Outcome<I>) {
  const conflicts = before ? findConflicts(before, after, bookings, now) : []
  return {
    revision,
    conflicts: conflicts.map((booking) => toBooking(after, booking, formatInstant, now)),
  }
}
