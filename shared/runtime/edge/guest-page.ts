// A guest's booking as its page shows it.
import { toOffering } from '../../notifications/offering.ts'
import { bookingPage } from '../../notifications/page.ts'
import type { Page } from '../../notifications/page.ts'
import type { Booking, Calendar } from '../../scheduling/model/calendar.ts'
import { findService } from '../../scheduling/model/calendar.ts'
import { cancelUntil } from '../../scheduling/model/deadlines.ts'
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
  const { bookingId, version, start, end, expectedStart, seats, client, cancelReason } = booking
  const status = statusAt(booking, now)
  const until = status === 'pending' ? start : cancelUntil(calendar, start)
  const isOpen = (status === 'pending' || status === 'confirmed') && now < start && now <= until
  return bookingPage(
    {
      bookingId,
      version,
      status,
      start,
      end,
      seats,
      serviceName: findService(calendar, booking.serviceId)?.name ?? '',
      clientName: client.name,
      cancelUntil: until,
      ...(expectedStart !== undefined && { expectedStart }),
      ...(cancelReason !== undefined && { cancelReason }),
    },
    toOffering(professional),
    {
      role: 'guest',
      name: client.name,
      timeZone: booking.timeZone ?? professional.timeZone,
      ...(locale !== undefined && { locale }),
    },
    token,
    isOpen,
  )
}
