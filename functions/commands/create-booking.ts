// A client, or a professional for a client, takes seats at one start.
import { TIME_REASONS } from '../../shared/contract/faults/reasons.ts'
import { CreateBooking, OneBooking } from '../../shared/contract/booking.ts'
import { withoutUnset } from '../../shared/contract/values/unset.ts'
import { toBookingAnswer } from '../../shared/runtime/command/booking-command.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { refuseTaker } from '../../shared/runtime/command/refuse-taker.ts'
import type { Given } from '../../shared/runtime/command/command-spec.ts'
import type { Client } from '../../shared/scheduling/model/calendar.ts'
import { toClient } from '../../shared/scheduling/model/client.ts'
import { toTaker } from '../../shared/scheduling/model/taker.ts'
import { decideHeldBooking } from '../../shared/scheduling/booking/decide-held-booking.ts'
import { decideNewBooking } from '../../shared/scheduling/booking/decide-new-booking.ts'
import { NOT_THERE, refuse, refuseField } from '../../shared/scheduling/model/refusal.ts'

/** The caller books for themselves; owner and admin also for an account they name, or with `client` alone for a guest. */
function clientOf({ input, actor, by, about }: Given<CreateBooking>): Client | undefined {
  const { client = {}, clientUid } = input
  const { account } = about
  const isOwn = clientUid === undefined && (by.kind === 'client' || input.client === undefined)
  if (isOwn) return toClient(actor.uid, client, account, actor)
  return toClient(clientUid, client, clientUid === undefined ? undefined : account, undefined)
}

/** Why the caller may not ask for this at all; undefined where they may. */
function refuseAsk({ input, by, about }: Given<CreateBooking>) {
  const { override = [], clientUid } = input
  if (by.kind === 'client' && (override.length > 0 || clientUid !== undefined))
    return refuse(
      'forbidden',
      'only the professional and admins may book for others or set rules aside',
    )
  // Whoever calls themselves a professional learns nothing of accounts that never came to them; of one that goes nothing is kept.
  const isHidden = about.isGoing || (by.kind === 'professional' && !about.isClient)
  if (clientUid !== undefined && isHidden)
    return refuse('not-found', `there is no client ${clientUid}`)
  return undefined
}

/**
 * Books one slot, or what is held. Its changes: `booking.confirmed` or `booking.requested`, and `booking.expired` for
 * holds that gave way.
 */
export const createBooking = command({
  name: 'create-booking',
  input: CreateBooking,
  output: OneBooking,
  refuses: [...TIME_REASONS, 'hold-expired', 'not-found', 'not-changeable', 'unverified'],
  calendar: ({ holdId, serviceId, start, client }, actor) => ({
    ...(holdId === undefined
      ? { locator: { serviceId }, range: { start, end: start } }
      : { locator: { bookingId: holdId } }),
    taker: toTaker(actor, client),
  }),
  as: 'booker',
  account: ({ clientUid }) => clientUid,
  wishes: ({ start }, hold) => hold?.start ?? start,
  decide: (calendar, given) => {
    const { input, actor, booking: hold, about, maxUpcomingBookings } = given
    const { holdId, serviceId, start, seats, note, timeZone, override = [] } = input
    // A hold is nobody's but its holder's, whoever else may act on the calendar.
    const missing = refuse('not-found', NOT_THERE)
    if (holdId !== undefined && hold?.client.uid !== actor.uid) return missing
    const forbidden = refuseAsk(given) ?? refuseTaker(calendar, given, input.client)
    if (forbidden) return forbidden
    const client = clientOf(given)
    if (!client) return refuseField('client.name', 'is required for a guest')
    if (client.uid !== undefined && about.upcomingBookings >= maxUpcomingBookings)
      return refuse(
        'rate-limited',
        `an account has at most ${maxUpcomingBookings} upcoming bookings`,
      )
    const told = { client, ...withoutUnset({ note, timeZone }) }
    if (holdId === undefined)
      return decideNewBooking(
        calendar,
        { ...told, serviceId, start, seats: seats ?? 1, override },
        given,
      )
    const named = withoutUnset({ serviceId, start, seats })
    return hold
      ? decideHeldBooking(calendar, hold, { ...told, ...named, override }, given)
      : missing
  },
  answer: (booking, outcome) => ({ booking: toBookingAnswer(booking, outcome) }),
})
