// A booking as the client's pages show it: the same from the live document and from an answer, and how it goes right now.
import type { Booking, BookingDocument, Status } from '../../../client/index.ts'

/** The live document's fields, but for who it is for, of which the account alone counts. */
export type ShownBooking = Omit<
  BookingDocument,
  'appointmentId' | 'client' | 'endedAt' | 'createdAt' | 'updatedAt' | 'expireAt'
> & { readonly clientUid?: string }

/** Of the live document. */
export function ofDocument({ client, ...booking }: BookingDocument): ShownBooking {
  return { ...booking, ...(client.uid !== undefined && { clientUid: client.uid }) }
}

/** Of an answer. */
export function ofAnswer(booking: Booking): ShownBooking {
  const { start, end, expectedStart, expectedEnd, holdExpiresAt, ...rest } = booking
  const { cancelUntil, rescheduleUntil, client, ...kept } = rest
  return {
    ...kept,
    start: new Date(start),
    end: new Date(end),
    ...(expectedStart !== undefined && { expectedStart: new Date(expectedStart) }),
    ...(expectedEnd !== undefined && { expectedEnd: new Date(expectedEnd) }),
    ...(holdExpiresAt !== undefined && { holdExpiresAt: new Date(holdExpiresAt) }),
    ...(cancelUntil !== undefined && { cancelUntil: new Date(cancelUntil) }),
    ...(rescheduleUntil !== undefined && { rescheduleUntil: new Date(rescheduleUntil) }),
    ...(client.uid !== undefined && { clientUid: client.uid }),
  }
}

/** How a booking goes at a moment. */
export type Progress =
  | { readonly kind: 'in-session'; readonly until: Date }
  | { readonly kind: 'late'; readonly minutes: number; readonly expected: Date }
  | { readonly kind: 'as-is' }

/** How a booking goes: in session, late, or as its status says. */
export function progressOf({
  status,
  start,
  end,
  expectedStart,
  expectedEnd,
}: ShownBooking): Progress {
  if (status === 'in-progress') return { kind: 'in-session', until: expectedEnd ?? end }
  if (status !== 'confirmed' || !expectedStart || expectedStart <= start) return { kind: 'as-is' }
  const minutes = Math.round((expectedStart.getTime() - start.getTime()) / 60_000)
  return { kind: 'late', minutes, expected: expectedStart }
}

const OPEN: readonly Status[] = ['pending', 'confirmed', 'in-progress']

/** Whether it is still to come, or going on. */
export function isUpcoming({ status, end, expectedEnd }: ShownBooking, now: number): boolean {
  if (status === 'in-progress') return true
  return OPEN.includes(status) && (expectedEnd ?? end).getTime() > now
}

/** Whether it is held for the viewer now. */
export function isHeld({ status, holdExpiresAt }: ShownBooking, now: number): boolean {
  return status === 'held' && holdExpiresAt !== undefined && holdExpiresAt.getTime() > now
}

/** What the client may do with it online, and until when. */
export interface Changeable {
  readonly canCancel: boolean
  readonly canMove: boolean
  /** Until when it can be cancelled, where that ends before it begins. */
  readonly cancelUntil?: Date
  readonly moveUntil?: Date
  /** Whether it is still to come, but one of both is too late. */
  readonly isTooLate: boolean
}

/** The client's rights at a moment (a pending one can be taken back always). */
export function changeable(booking: ShownBooking, now: number): Changeable {
  const { status, start, cancelUntil, rescheduleUntil } = booking
  const isAhead = (status === 'pending' || status === 'confirmed') && start.getTime() > now
  const until = (limit: Date | undefined) => now <= (limit ?? start).getTime()
  const canCancel = isAhead && (status === 'pending' || until(cancelUntil))
  const canMove = isAhead && until(rescheduleUntil)
  return {
    canCancel,
    canMove,
    ...(status === 'confirmed' && cancelUntil && { cancelUntil }),
    ...(rescheduleUntil && { moveUntil: rescheduleUntil }),
    isTooLate: isAhead && !(canCancel && canMove),
  }
}
