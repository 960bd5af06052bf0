// A client keeps seats while they check out.
import { TIME_REASONS } from '../../shared/contract/faults/reasons.ts'
import { OneBooking, HoldSlot } from '../../shared/contract/booking.ts'
import { toBookingAnswer } from '../../shared/runtime/command/booking-command.ts'
import { refuseTaker } from '../../shared/runtime/command/refuse-taker.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { toClient } from '../../shared/scheduling/model/client.ts'
import { toTaker } from '../../shared/scheduling/model/taker.ts'
import { decideHold } from '../../shared/scheduling/booking/decide-hold.ts'

/** Holds a slot: `booking.held`, and `booking.expired` for the hold that it replaces. */
export const holdSlot = command({
  name: 'hold-slot',
  input: HoldSlot,
  output: OneBooking,
  refuses: [...TIME_REASONS, 'not-found', 'unverified'],
  calendar: ({ serviceId, start }, actor) => ({
    locator: { serviceId },
    range: { start, end: start },
    holdsOf: actor.uid,
    taker: toTaker(actor),
  }),
  as: 'booker',
  wishes: ({ start }) => start,
  decide: (calendar, given) => {
    const { input, actor, about, bookings: ownHolds, holdsElsewhere, kept } = given
    const barred = refuseTaker(calendar, given)
    if (barred) return barred
    const client = toClient(actor.uid, {}, about.account, actor)
    return decideHold(calendar, { ...input, client, ownHolds, holdsElsewhere, kept }, given)
  },
  answer: (hold, outcome) => ({ booking: toBookingAnswer(hold, outcome) }),
})
