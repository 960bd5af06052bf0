// A client, or a professional for a client, takes seats at one start.
import { OneBooking } from '../../shared/contract/answers.ts'
import { CreateBooking } from '../../shared/contract/booking.ts'
import { toBooking } from '../../shared/projection/answers.ts'
import { command } from '../../shared/runtime/command.ts'
import type { Given } from '../../shared/runtime/command-spec.ts'
import type { Client } from '../../shared/scheduling/calendar.ts'
import { toClient } from '../../shared/scheduling/client.ts'
import { decideBooking } from '../../shared/scheduling/decide-booking.ts'
import { refuse, refuseField } from '../../shared/scheduling/decided.ts'
import { formatInstant } from '../../shared/time/instant.ts'

/** The caller books for themselves; owner and admin also for an account they name, or with `client` alone for a guest. */
function clientOf({ input, actor, by, account }: Given<CreateBooking>): Client | undefined {
  const { client = {}, clientUid } = input
  const isOwn = clientUid === undefined && (by.kind === 'client' || input.client === undefined)
  if (isOwn) return toClient(actor.uid, client, account, actor)
  return toClient(clientUid, client, clientUid === undefined ? undefined : account, undefined)
}

/** Books one slot. Its changes: `booking.confirmed` or `booking.requested`, and `booking.expired` for holds that gave way. */
export const createBooking = command({
  name: 'create-booking',
  input: CreateBooking,
  output: OneBooking,
  calendar: ({ serviceId, start, holdId }) =>
    serviceId === undefined || start === undefined
      ? { locator: { bookingId: holdId ?? '' } }
      : { locator: { serviceId }, range: { start, end: start } },
  as: 'booker',
  account: ({ clientUid }) => clientUid,
  wishes: ({ start }) => start,
  decide: (calendar, given) => {
    const { input, by, now, upcomingBookings, maxUpcomingBookings } = given
    const { holdId, serviceId, start, seats = 1, note, timeZone, override = [], clientUid } = input
    if (holdId !== undefined || serviceId === undefined || start === undefined)
      return refuse('not-found', `there is no hold ${holdId}`)
    if (by.kind === 'client' && (override.length > 0 || clientUid !== undefined))
      return refuse(
        'forbidden',
        'only the professional and admins may book for others or set rules aside',
      )
    const client = clientOf(given)
    if (!client)
      return refuseField('client.name', 'is required for a guest or an account without a name')
    if (client.uid !== undefined && upcomingBookings >= maxUpcomingBookings)
      return refuse(
        'rate-limited',
        `an account has at most ${maxUpcomingBookings} upcoming bookings`,
      )
    const request = {
      serviceId,
      start,
      seats,
      client,
      override,
      ...(note !== undefined && { note }),
      ...(timeZone !== undefined && { timeZone }),
    }
    return decideBooking(calendar, request, { by, now, newId: given.newId })
  },
  answer: (booking, { after, now }) => ({ booking: toBooking(after, booking, formatInstant, now) }),
})
