// Taking time off, and giving it back. Bookings in it stay, or are cancelled with it.
import type { TimeOffId } from '../../contract/values/ids.ts'
import { TIME_OFF_ENTRIES } from '../../contract/limits.ts'
import type { AddTimeOff } from '../../contract/schedule.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import type { Booking, Calendar, TimeOff } from '../model/calendar.ts'
import type { Span } from '../../time/span.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { statusAt } from '../model/status-at.ts'
import { wholeDays } from '../model/time-off.ts'
import type { BookingStep, Effects } from '../effects/effects.ts'
import type { Decision } from '../effects/decision.ts'
import { refuse, refuseField } from '../model/refusal.ts'
import { refuseFarDates, refuseFarInstant } from '../model/reach.ts'
import { refuseGrowth } from './growth.ts'
import { leaveSeats } from '../effects/make-way.ts'
import { type Told, ofBooking, tell } from '../effects/tell.ts'
import { datesAround } from '../effects/touched-dates.ts'

/** Two years with their leap day, and a change of clocks. */
const LONGEST_MILLIS = 732 * DAY

type Request = Pick<
  AddTimeOff,
  'start' | 'end' | 'startDate' | 'endDate' | 'note' | 'onConflict' | 'reasonForClients'
>

function spanOf({ zone }: Calendar, { start, end, startDate, endDate }: Request): Span {
  if (startDate === undefined || endDate === undefined) return { start: start ?? 0, end: end ?? 0 }
  return wholeDays(zone, startDate, endDate)
}

/** Refuses what begins or ends beyond ten years, each at its own field. */
function refuseFar(calendar: Calendar, request: Request, now: Instant) {
  const { start, end, startDate, endDate } = request
  return (
    (startDate === undefined
      ? undefined
      : refuseFarDates(calendar, 'startDate', [startDate], now)) ??
    (endDate === undefined ? undefined : refuseFarDates(calendar, 'endDate', [endDate], now)) ??
    (start === undefined ? undefined : refuseFarInstant('start', start, now)) ??
    (end === undefined ? undefined : refuseFarInstant('end', end, now))
  )
}

/** The bookings still to come that begin before the time off ends and end after it begins. */
function bookingsIn({ start, end }: Span, bookings: readonly Booking[], { now }: Circumstances) {
  return bookings.filter((booking) => {
    const status = statusAt(booking, now)
    const isUpcoming = booking.start > now && (status === 'pending' || status === 'confirmed')
    return isUpcoming && booking.start < end && start < booking.end
  })
}

/** Cancels bookings together: each appointment once, with the seats that are left in it. */
function cancelAll(
  calendar: Calendar,
  bookings: readonly Booking[],
  reason: string | undefined,
  { by }: Circumstances,
): Pick<Effects, 'bookingSteps' | 'changedAppointments'> {
  const bookingSteps: readonly BookingStep[] = bookings.map(({ bookingId }) => ({
    bookingId,
    status: 'cancelled',
    cancelledBy: by.kind,
    ...(reason !== undefined && { cancelReason: reason }),
  }))
  const ids = new Set(bookings.map(({ bookingId }) => bookingId))
  return { bookingSteps, ...leaveSeats(calendar, ids) }
}

/** Decides on `add-time-off`; with `onConflict: cancel`, every booking that lies in it is cancelled in the same save. */
export function decideTimeOff(
  calendar: Calendar,
  request: Request,
  bookings: readonly Booking[],
  circumstances: Circumstances,
): Decision<TimeOff> {
  const { newId, now } = circumstances
  const { startDate, endDate, note, onConflict, reasonForClients } = request
  const far = refuseFar(calendar, request, now)
  if (far) return far
  const span = spanOf(calendar, request)
  if (span.end <= span.start)
    return refuseField('startDate', 'names dates that this time zone skips')
  if (span.end - span.start > LONGEST_MILLIS)
    return refuseField('endDate', 'must be at most two years after startDate')
  const timeOff: TimeOff = {
    timeOffId: newId(),
    ...span,
    ...(startDate !== undefined && { startDate }),
    ...(endDate !== undefined && { endDate }),
    ...(note !== undefined && { note }),
  }
  const before = calendar.timeOff.filter(({ end }) => end > now).length
  const grown = refuseGrowth(startDate === undefined ? 'start' : 'startDate', {
    what: 'entries of time off from now on',
    limit: TIME_OFF_ENTRIES,
    before,
    after: before + (span.end > now ? 1 : 0),
  })
  if (grown) return grown
  const inIt = onConflict === 'cancel' ? bookingsIn(span, bookings, circumstances) : []
  const rows = {
    newTimeOff: [timeOff],
    ...(inIt.length > 0 && cancelAll(calendar, inIt, reasonForClients, circumstances)),
  }
  const told: readonly Told[] = [
    { type: 'schedule.changed', dates: datesAround(calendar, [span]) },
    ...inIt.map((booking) => ofBooking('booking.cancelled', booking)),
  ]
  return { effects: tell(calendar, rows, told, newId), answer: timeOff }
}

/** Decides on `remove-time-off`. */
export function decideTimeOffRemoval(
  calendar: Calendar,
  timeOffId: TimeOffId,
  { newId }: Circumstances,
): Decision<Record<never, never>> {
  const timeOff = calendar.timeOff.find((one) => one.timeOffId === timeOffId)
  if (!timeOff) return refuse('not-found', `this calendar has no time off ${timeOffId}`)
  const told: Told = { type: 'schedule.changed', dates: datesAround(calendar, [timeOff]) }
  const rows = { removedTimeOff: [timeOff] }
  return { effects: tell(calendar, rows, [told], newId), answer: {} }
}
