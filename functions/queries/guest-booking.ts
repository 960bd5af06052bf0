// A guest's own booking, for whoever has its link.
import { OneBooking } from '../../shared/contract/booking.ts'
import { GuestBooking } from '../../shared/contract/guest.ts'
import { findBooking } from '../../shared/database/load/find-booking.ts'
import { findOfferers } from '../../shared/database/load/find-offerers.ts'
import { toShownBooking } from '../../shared/projection/shown-booking.ts'
import { guestPage } from '../../shared/runtime/edge/guest-page.ts'
import { linkFunction } from '../../shared/runtime/edge/link-function.ts'
import { RefusalError } from '../../shared/runtime/edge/problem.ts'
import { formatInstant } from '../../shared/time/instant.ts'

/** The booking as it is now; as a page, with a button that cancels it. */
export const guestBooking = linkFunction({
  name: 'guest-booking',
  input: GuestBooking,
  output: OneBooking,
  refuses: [],
  purposes: ['guest-booking'],
  show: async ({ subject, input: { token }, locale, world }) => {
    const { database } = world
    const now = world.now()
    const booking = await findBooking(database, subject)
    const offerer =
      booking &&
      (await findOfferers(database, [booking.professionalId])).get(booking.professionalId)
    if (!offerer || booking.client.uid !== undefined)
      throw RefusalError.of('not-found', 'this link leads to no booking')
    return {
      body: { booking: toShownBooking(offerer, booking, formatInstant, now) },
      page: guestPage(offerer, booking, { token, locale, now }),
    }
  },
})
