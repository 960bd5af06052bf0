// The core's values as answers and documents show them; instants are rendered as text, or as what Firestore stores.
import type { Professional } from '../contract/professional.ts'
import type { Status } from '../contract/status.ts'
import type { Price } from '../contract/values.ts'
import type { ShownActivity } from '../scheduling/free/activity.ts'
import type { Booking, Calendar, Client, TimeOff } from '../scheduling/model/calendar.ts'
import { findService } from '../scheduling/model/calendar.ts'
import { statusAt } from '../scheduling/model/status-at.ts'
import { cancelUntil, rescheduleUntil } from '../scheduling/model/deadlines.ts'
import type { Slot } from '../scheduling/model/slot.ts'
import type { Instant } from '../time/instant.ts'

/** How an instant is written: `formatInstant` for answers, a Date for documents. */
export type Render<T> = (at: Instant) => T

/** A booking as its parties see it (contract, section 2). */
export interface ShownBooking<T> {
  readonly bookingId: string
  readonly appointmentId: string
  readonly professionalId: string
  readonly professionalName: string
  readonly serviceId: string
  readonly serviceName: string
  readonly status: Status
  readonly start: T
  readonly end: T
  readonly timeZone: string
  readonly seats: number
  readonly version: number
  readonly client: Client
  readonly note?: string
  readonly price?: Price
  readonly expectedStart?: T
  readonly expectedEnd?: T
  readonly endedAt?: T
  readonly holdExpiresAt?: T
  readonly cancelUntil?: T
  readonly rescheduleUntil?: T
  readonly cancelledBy?: Booking['cancelledBy']
  readonly cancelReason?: string
  readonly createdAt: T
  readonly updatedAt: T
}

function rendered<K extends string, T>(
  key: K,
  at: Instant | undefined,
  render: Render<T>,
): { [P in K]?: T } {
  return (at === undefined ? {} : { [key]: render(at) }) as { [P in K]?: T }
}

/** Until when its client may cancel or move a booking: a pending one until its start, a confirmed one by the policy. */
function deadlines<T>(
  calendar: Pick<Calendar, 'policy'>,
  { start }: Booking,
  status: Status,
  render: Render<T>,
) {
  if (status !== 'pending' && status !== 'confirmed') return {}
  return {
    cancelUntil: render(status === 'pending' ? start : cancelUntil(calendar, start)),
    rescheduleUntil: render(rescheduleUntil(calendar, start)),
  }
}

/** A booking of this calendar; with `now`, as the clock has made it, else as it was last written. */
export function toShownBooking<T>(
  calendar: Pick<Calendar, 'professional' | 'services' | 'policy' | 'professionalId'>,
  booking: Booking,
  render: Render<T>,
  now?: Instant,
): ShownBooking<T> {
  const { professional } = calendar
  const { timeZone: _, holderUid: _holder, start, end, createdAt, updatedAt, ...rest } = booking
  const { expectedStart, expectedEnd, endedAt, holdExpiresAt, ...plain } = rest
  const status = now === undefined ? booking.status : statusAt(booking, now)
  const service = findService(calendar, booking.serviceId)
  return {
    ...plain,
    professionalId: calendar.professionalId,
    professionalName: professional.name,
    serviceName: service?.name ?? '',
    status,
    start: render(start),
    end: render(end),
    timeZone: professional.timeZone,
    ...rendered('expectedStart', expectedStart, render),
    ...rendered('expectedEnd', expectedEnd, render),
    ...rendered('endedAt', endedAt, render),
    ...rendered('holdExpiresAt', status === 'held' ? holdExpiresAt : undefined, render),
    ...deadlines(calendar, booking, status, render),
    createdAt: render(createdAt),
    updatedAt: render(updatedAt),
  }
}

/** A professional with the revision they are shown at. */
export function toProfessional(professional: Professional, revision: number) {
  return { ...professional, revision }
}

/** What a professional is doing. */
export function toActivity<T>({ until, ...activity }: ShownActivity, render: Render<T>) {
  return { ...activity, ...rendered('until', until, render) }
}

/** A free start. */
export function toSlot<T>({ start, end, seatsLeft }: Slot, render: Render<T>) {
  return { start: render(start), end: render(end), seatsLeft }
}

/** Time off as its owner sees it. */
export function toTimeOff<T>({ start, end, ...rest }: TimeOff, render: Render<T>) {
  return { ...rest, start: render(start), end: render(end) }
}
