// The owner, or an admin, takes no more bookings from somebody, or takes them again.
import { BlockSet, SetBlock, UPCOMING_TOLD } from '../../shared/contract/block.ts'
import { toShownBooking } from '../../shared/projection/shown-booking.ts'
import { command } from '../../shared/runtime/command/command.ts'
import { isBookedBy } from '../../shared/scheduling/model/block.ts'
import { decideBlock } from '../../shared/scheduling/schedule/decide-block.ts'
import { formatInstant } from '../../shared/time/instant.ts'

/** Blocks somebody, or lifts a block: `professional.changed`, of no date. What they have booked stays, and is answered. */
export const setBlock = command({
  name: 'set-block',
  input: SetBlock,
  output: BlockSet,
  refuses: ['not-found'],
  calendar: ({ professionalId, whom }, actor, now) => ({
    locator: professionalId === undefined ? { ownerUid: actor.uid } : { professionalId },
    range: { start: now, end: now },
    blockOf: whom,
  }),
  as: 'owner',
  decide: (calendar, given) => {
    const { input, bookings, blocks } = given
    const [booked] = bookings.filter((booking) => isBookedBy(input.whom, booking.client))
    const { name = booked?.client.name } = blocks
    return decideBlock(calendar, input, { ...blocks, ...(name !== undefined && { name }) }, given)
  },
  answer: (_, { input, bookings, after, now, revision }) => ({
    revision,
    upcoming: bookings
      .filter((booking) => isBookedBy(input.whom, booking.client))
      .slice(0, UPCOMING_TOLD)
      .map((booking) => toShownBooking(after, booking, formatInstant, now)),
  }),
})
