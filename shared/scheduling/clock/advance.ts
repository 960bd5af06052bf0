// What time has made of a calendar and nobody has written down yet: the clock's steps, as effects of the system's.
import type { ChangeType } from '../../contract/messages/change.ts'
import { type Status, nextStatus } from '../../contract/status.ts'
import type { Instant } from '../../time/instant.ts'
import { type Appointment, type Calendar, type Claim, toStanding } from '../model/calendar.ts'
import { hasLapsed } from '../model/status-at.ts'
import { type Effects, NOTHING } from '../effects/effects.ts'
import type { Expected } from '../free/delays.ts'
import { leaveSeats } from '../effects/make-way.ts'
import { isDelayKnown, everyRunAt } from '../free/runs.ts'
import { settle } from './settle.ts'
import { ofBooking, tell } from '../effects/tell.ts'

const CHANGE_OF: Partial<Record<Status, ChangeType>> = {
  expired: 'booking.expired',
  'in-progress': 'booking.started',
  completed: 'booking.completed',
}

/** Whether time has come for the clock's next step of a claim. */
function isDue(claim: Claim, status: Status, { start }: Appointment, run: Expected, now: Instant) {
  if (status === 'held' || status === 'pending')
    return hasLapsed(toStanding(status, claim.holdExpiresAt), start, now)
  // Who joined what was begun and ended before its start is over with it.
  if (status === 'confirmed') return Math.min(run.start, run.end) <= now
  return status === 'in-progress' && run.end <= now
}

/** The statuses through which time has taken a claim, one after another. */
function statusesThrough(
  claim: Claim,
  appointment: Appointment,
  run: Expected,
  now: Instant,
): readonly Status[] {
  const through: Status[] = []
  let status: Status | undefined = claim.status
  while (status && isDue(claim, status, appointment, run, now)) {
    status = nextStatus(status, 'clock')
    if (status) through.push(status)
  }
  return through
}

interface Due {
  readonly appointment: Appointment
  readonly claim: Claim
  readonly through: readonly Status[]
}

/** Never: for what may be late in a way that cannot be seen. */
const UNKNOWN: Expected = { start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY }

function dueOf(calendar: Calendar, now: Instant): readonly Due[] {
  return everyRunAt(calendar, now).flatMap(({ appointment, run: seen }) => {
    const run = isDelayKnown(calendar, appointment) ? seen : UNKNOWN
    return appointment.claims
      .map((claim) => ({
        appointment,
        claim,
        through: statusesThrough(claim, appointment, run, now),
      }))
      .filter(({ through }) => through.length > 0)
  })
}

/** The bookings whose seats time gives back. */
const lapsedOf = (due: readonly Due[]): ReadonlySet<string> =>
  new Set(
    due
      .filter(({ through }) => through.includes('expired'))
      .map(({ claim: { bookingId } }) => bookingId),
  )

/**
 * Every step that is due by `now`, catching up included: holds and requests that lapsed, bookings that began or ended.
 * Nothing where none is due.
 *
 * @param atMost how many bookings one save may take further, the earliest first; the others are due still
 */
export function advance(
  calendar: Calendar,
  circumstances: { readonly now: Instant; readonly newId: () => string },
  atMost = Number.POSITIVE_INFINITY,
): Effects {
  const { now, newId } = circumstances
  const due = dueOf(calendar, now).slice(0, atMost)
  if (due.length === 0) return NOTHING
  const rows = {
    ...leaveSeats(calendar, lapsedOf(due)),
    bookingSteps: due.flatMap(({ claim: { bookingId }, through }) => {
      const status = through.at(-1)
      return status ? [{ bookingId, status }] : []
    }),
  }
  const told = due.flatMap(({ appointment, claim: { bookingId }, through }) =>
    through.flatMap((status) => {
      const type = CHANGE_OF[status]
      if (!type) return []
      const one = ofBooking(type, { ...appointment, bookingId })
      return [status === 'expired' ? one : { ...one, dates: [] }]
    }),
  )
  const settled = settle(calendar, tell(calendar, rows, told, newId), circumstances)
  return { ...settled, changes: settled.changes.map((one) => ({ ...one, by: 'system' as const })) }
}
