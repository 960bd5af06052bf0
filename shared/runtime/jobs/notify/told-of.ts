// What a message is made from, out of what is stored: what is still true of it, for whom, by whom, and where it leads.
import type { CausedBooking } from '../../../notifications/cause.ts'
import { isStillTrue } from '../../../notifications/judge.ts'
import { toOffering } from '../../../notifications/offering.ts'
import type { PlannedItem } from '../../../notifications/plan-notifications.ts'
import { toToldBooking } from '../../../notifications/told-booking.ts'
import type { Item, Links, Recipient, Told } from '../../../notifications/told.ts'
import type {
  NotedBooking,
  StoredNotification,
} from '../../../database/notify/load-notification.ts'
import type { Instant } from '../../../time/instant.ts'

/** Who is told: an account in its own zone and language, a guest in those of the booking and the owner. */
function toRecipient(
  { role, reader, owner, professional, bookings }: StoredNotification,
  first: NotedBooking | undefined,
): Recipient {
  const booking = first?.booking ?? [...bookings.values()][0]?.booking
  if (role === 'guest')
    return {
      role,
      timeZone: booking?.timeZone ?? professional.timeZone,
      ...(booking && { name: booking.client.name }),
      ...(owner.locale !== undefined && { locale: owner.locale }),
    }
  return {
    role,
    timeZone:
      reader?.timeZone ??
      (role === 'client' ? booking?.timeZone : undefined) ??
      professional.timeZone,
    ...(reader?.name !== undefined && { name: reader.name }),
    ...(reader?.locale !== undefined && { locale: reader.locale }),
  }
}

function isTrueNow(item: PlannedItem, booking: CausedBooking | undefined, now: Instant): boolean {
  const { happening, revision, start = 0 } = item
  return isStillTrue(happening, booking, { revision, toldStart: start, now })
}

/**
 * What is still true of a message, ready to be put into words; undefined where nothing of it is.
 *
 * @param links where the words lead
 */
export function toldOf(
  notification: StoredNotification,
  links: Links,
  now: Instant,
): Told | undefined {
  const { items, bookings, professional } = notification
  const noted = (item: PlannedItem) =>
    item.bookingId === undefined ? undefined : bookings.get(item.bookingId)
  const [first, ...others] = items.filter((item) => isTrueNow(item, noted(item)?.caused, now))
  if (!first) return undefined
  const toldBookingOf = ({ booking, caused: { status }, serviceName }: NotedBooking) =>
    toToldBooking(professional, booking, { status, serviceName, now })
  const toItem = (item: PlannedItem): Item => {
    const of = noted(item)
    return {
      happening: item.happening,
      ...(of && { booking: toldBookingOf(of) }),
      ...(item.before && { before: item.before }),
    }
  }
  return {
    recipient: toRecipient(notification, noted(first)),
    offering: toOffering(professional),
    items: [toItem(first), ...others.map(toItem)],
    links,
  }
}
