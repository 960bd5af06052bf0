// A guest's booking as its page shows it.
import { toOffering } from '../../notifications/offering.ts'
import { type Page, bookingPage } from '../../notifications/page.ts'
import { toToldBooking } from '../../notifications/told-booking.ts'
import { type Booking, type Calendar, findService } from '../../scheduling/model/calendar.ts'
import { statusAt } from '../../scheduling/model/status-at.ts'
import type { Instant } from '../../time/instant.ts'

/** In the guest's own zone as far as it is known, and in the words of their browser. */
export function guestPage(
  calendar: Pick<Calendar, 'professional' | 'services' | 'policy' | 'professionalId'>,
  booking: Booking,
  {
    token,
    locale,
    now,
  }: { readonly token: string; readonly locale: string | undefined; readonly now: Instant },
): Page {
  const { professional } = calendar
  const told = toToldBooking(calendar, booking, {
    status: statusAt(booking, now),
    serviceName: findService(calendar, booking.serviceId)?.name ?? '',
    now,
  })
  const guest = {
    role: 'guest',
    name: booking.client.name,
    timeZone: booking.timeZone ?? professional.timeZone,
    ...(locale !== undefined && { locale }),
  } as const
  return bookingPage(told, toOffering(professional), guest, token)
}
