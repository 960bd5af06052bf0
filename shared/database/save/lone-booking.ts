// What is decided most: one booking or hold on a time of its own, told by one change. It is saved by values instead of rows of JSON.
import type { ChangeDraft, AppointmentState } from '../../scheduling/effects/effects.ts'
import type { Booking } from '../../scheduling/model/calendar.ts'
import { SECOND } from '../../time/instant.ts'
import type { CalendarSave } from './calendar-save.ts'

/** One booking, the appointment that was made for it, and the change that tells of both. */
export interface LoneBooking {
  readonly booking: Booking
  readonly appointment: AppointmentState
  readonly change: ChangeDraft
}

const isNothing = (written: unknown): boolean =>
  written === undefined || (Array.isArray(written) && written.length === 0)

const second = (instant: number) => Math.floor(instant / SECOND)

/** Whether it is as its appointment, which nobody else is in, and as new as the save. */
function isAlone({ booking, appointment, change }: LoneBooking, at: number): boolean {
  const { appointmentId, serviceId, bookingId } = booking
  return (
    appointment.appointmentId === appointmentId &&
    change.appointmentId === appointmentId &&
    change.bookingId === bookingId &&
    appointment.serviceId === serviceId &&
    change.serviceId === serviceId &&
    appointment.start === booking.start &&
    appointment.end === booking.end &&
    appointment.seatsTaken === booking.seats &&
    appointment.state === 'active' &&
    second(booking.createdAt) === second(at) &&
    second(booking.updatedAt) === second(at)
  )
}

/** Whether all that can be set of them later is unset. */
const isNew = ({ booking, appointment, change }: LoneBooking): boolean =>
  appointment.expectedStart === undefined &&
  appointment.expectedEnd === undefined &&
  appointment.endedAt === undefined &&
  booking.expectedStart === undefined &&
  booking.expectedEnd === undefined &&
  booking.cancelledBy === undefined &&
  booking.cancelReason === undefined &&
  change.before === undefined &&
  change.subject === undefined &&
  change.dates !== 'all'

/** The parts of what is written that a lone booking has; whatever else there is makes it none. */
const PARTS: ReadonlySet<string> = new Set<keyof CalendarSave['effects']>([
  'changes',
  'newAppointments',
  'newBookings',
])

/** The lone booking that a save writes; undefined where it writes anything else. */
export function loneBookingOf(save: CalendarSave): LoneBooking | undefined {
  const { effects, revision, newAccount, countedFor, at } = save
  const { changes, newAppointments, newBookings } = effects
  const [appointment] = newAppointments ?? []
  const [booking] = newBookings ?? []
  const [change] = changes
  if (!appointment || !booking || !change || revision === undefined) return undefined
  if (changes.length > 1 || newAppointments?.length !== 1 || newBookings?.length !== 1)
    return undefined
  if (newAccount || (countedFor && countedFor.version === undefined)) return undefined
  if (Object.entries(effects).some(([part, written]) => !PARTS.has(part) && !isNothing(written)))
    return undefined
  const lone = { booking, appointment, change }
  return isAlone(lone, at) && isNew(lone) ? lone : undefined
}
