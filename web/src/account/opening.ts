// What a message leads to when it is tapped, in the list of messages or on the device.
import type { WatchedNotification } from '../../../client/live.ts'

/** What is known of a message that was pushed: its data, which the service worker hands on in the address. */
export interface Pushed {
  readonly notificationId: string
  readonly type: string
  readonly professionalId?: string
  readonly bookingId?: string
}

/** The message that an address was opened by, if it was. */
export function pushedOf(search: string): Pushed | undefined {
  const params = new URLSearchParams(search)
  const notificationId = params.get('notificationId')
  const professionalId = params.get('professionalId')
  const bookingId = params.get('bookingId')
  if (notificationId === null) return undefined
  return {
    notificationId,
    type: params.get('type') ?? '',
    ...(professionalId !== null && { professionalId }),
    ...(bookingId !== null && { bookingId }),
  }
}

/** An owner's own calendar is looked at in the agenda, everything else among one's bookings. */
export function addressOf(
  {
    bookingId,
    professionalId,
    type,
  }: Pick<WatchedNotification, 'type' | 'bookingId'> & { readonly professionalId?: string },
  own: string | undefined,
): string {
  const isOwn = own !== undefined && professionalId === own
  if (isOwn && type.endsWith('requested')) return '/pro/requests'
  const id = bookingId === undefined ? undefined : encodeURIComponent(bookingId)
  if (isOwn) return id === undefined ? '/pro/agenda' : `/pro/agenda?booking=${id}`
  return id === undefined ? '/bookings' : `/bookings/${id}`
}
