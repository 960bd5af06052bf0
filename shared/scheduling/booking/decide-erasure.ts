// Taking a person out of a calendar: what is to come of theirs is cancelled, and what was said of them goes for ever.
import { DELETED_PROFESSIONAL, DELETED_SERVICE } from '../../contract/retention.ts'
import type { Service } from '../../contract/service.ts'
import type { Status } from '../../contract/status.ts'
import type { Instant } from '../../time/instant.ts'
import type { Decision } from '../effects/decision.ts'
import {
  type BookingStep,
  type Effects,
  type ErasedOfBooking,
  NOTHING,
} from '../effects/effects.ts'
import { leaveSeats } from '../effects/make-way.ts'
import { type Told, ofBooking, tell } from '../effects/tell.ts'
import type { Booking, Calendar } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { statusAt } from '../model/status-at.ts'

/** What an erasure makes of a booking's status; undefined where it stays, as history. */
function endOf(booking: Booking, now: Instant): Status | undefined {
  const status = statusAt(booking, now)
  if (status === 'held') return 'expired'
  const isUpcoming = (status === 'pending' || status === 'confirmed') && booking.start > now
  return isUpcoming ? 'cancelled' : undefined
}

const CANCELLED = { cancelled: 'booking.cancelled', expired: 'booking.expired' } as const

/** Cancels what is to come of some bookings, and erases of each what is said. */
function ending(
  calendar: Calendar,
  bookings: readonly { readonly booking: Booking; readonly erases: readonly ErasedOfBooking[] }[],
  { by, now }: Circumstances,
): { readonly rows: Omit<Effects, 'changes'>; readonly told: readonly Told[] } {
  const ended = new Set<string>()
  const told: Told[] = []
  const bookingSteps = bookings.map(({ booking, erases }): BookingStep => {
    const { bookingId } = booking
    const isEnding = erases.length === 0 || erases.includes('client')
    const status = isEnding ? endOf(booking, now) : undefined
    if (status === 'cancelled' || status === 'expired') {
      ended.add(bookingId)
      told.push(ofBooking(CANCELLED[status], booking))
    }
    if (erases.length > 0) told.push({ ...ofBooking('booking.erased', booking), dates: [] })
    return {
      bookingId,
      ...(status && { status }),
      ...(status === 'cancelled' && { cancelledBy: by.kind }),
      ...(erases.length > 0 && { erases }),
    }
  })
  return { rows: { bookingSteps, ...leaveSeats(calendar, ended) }, told }
}

/**
 * Takes an account out of a calendar in which it booked.
 *
 * @param bookings of which it is the client, or had the hold
 */
export function decideClientErasure(
  calendar: Calendar,
  bookings: readonly Booking[],
  uid: string,
  circumstances: Circumstances,
): Decision<undefined> {
  if (bookings.length === 0) return { effects: NOTHING, answer: undefined }
  const erased = bookings.map((booking) => ({
    booking,
    erases: [booking.client.uid === uid ? ('client' as const) : ('holder' as const)],
  }))
  const { rows, told } = ending(calendar, erased, circumstances)
  return { effects: tell(calendar, rows, told, circumstances.newId), answer: undefined }
}

/** Closes the calendar of an owner who goes: nothing can be booked, and what is to come is cancelled. */
export function decideClosing(
  calendar: Calendar,
  bookings: readonly Booking[],
  circumstances: Circumstances,
): Decision<undefined> {
  const upcoming = bookings.filter((booking) => endOf(booking, circumstances.now) !== undefined)
  const { professional } = calendar
  if (upcoming.length === 0 && !professional.active) return { effects: NOTHING, answer: undefined }
  const { rows, told } = ending(
    calendar,
    upcoming.map((booking) => ({ booking, erases: [] })),
    circumstances,
  )
  const closed = professional.active && { professional: { ...professional, active: false } }
  const effects = tell(
    calendar,
    { ...rows, ...closed },
    [...(closed ? [{ type: 'professional.changed', dates: 'all' } as const] : []), ...told],
    circumstances.newId,
  )
  return { effects, answer: undefined }
}

function nameless(service: Service): Service {
  const { description: _, ...kept } = service
  return { ...kept, name: DELETED_SERVICE, active: false }
}

/**
 * Takes an owner out of the calendar that was theirs: every text, photo and place of it goes, and what they wrote to clients.
 *
 * @param bookings whose reason for being cancelled they wrote
 */
export function decideOwnerErasure(
  calendar: Calendar,
  bookings: readonly Booking[],
  { now, newId, ...asking }: Circumstances,
): Decision<undefined> {
  const { isErased, professional, services, activity, timeOff, externalBusy } = calendar
  if (isErased && bookings.length === 0) return { effects: NOTHING, answer: undefined }
  const reasons = bookings.map((booking) => ({ booking, erases: ['reason' as const] }))
  const { rows, told } = ending(calendar, reasons, { now, newId, ...asking })
  const { professionalId, timeZone, policy } = professional
  const emptied: Omit<Effects, 'changes'> = {
    ...rows,
    isErased: true,
    professional: {
      professionalId,
      name: DELETED_PROFESSIONAL,
      specialties: [],
      timeZone,
      active: false,
      policy,
    },
    services: services.map(nameless),
    ...(activity && { activity: { state: 'available', since: now } }),
    removedTimeOff: timeOff,
    externalBusy: { added: [], removed: externalBusy },
  }
  const changed: Told = { type: 'professional.changed', dates: 'all' }
  return { effects: tell(calendar, emptied, [changed, ...told], newId), answer: undefined }
}
