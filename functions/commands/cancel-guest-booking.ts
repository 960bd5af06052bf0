// A guest cancels their booking, by its link.
import { OneBooking } from '../../shared/contract/booking.ts'
import { CancelGuestBooking } from '../../shared/contract/guest.ts'
import { toShownBooking } from '../../shared/projection/shown-booking.ts'
import { cancelAsGuest } from '../../shared/runtime/command/cancel-as-guest.ts'
import { guestPage } from '../../shared/runtime/edge/guest-page.ts'
import { linkFunction } from '../../shared/runtime/edge/link-function.ts'
import { formatInstant } from '../../shared/time/instant.ts'

/** Cancels it: `booking.cancelled` by the client, until the client's deadline; again is answered alike. */
export const cancelGuestBooking = linkFunction({
  name: 'cancel-guest-booking',
  input: CancelGuestBooking,
  output: OneBooking,
  refuses: ['conflict', 'not-changeable', 'too-late-to-cancel'],
  purposes: ['guest-booking'],
  act: async ({ subject, input, locale, world, requestId }) => {
    const { token, reason } = input
    const asked = { functionName: 'cancel-guest-booking', requestId }
    const { calendar, booking } = await cancelAsGuest({ bookingId: subject, reason }, asked, world)
    const now = world.now()
    return {
      body: { booking: toShownBooking(calendar, booking, formatInstant, now) },
      page: guestPage(calendar, booking, { token, locale, now }),
    }
  },
})
