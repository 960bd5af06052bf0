// Bookings by start: a client's own, or a professional's for their owner.
import { BookingsPage } from '../../shared/contract/booking.ts'
import * as z from 'zod'
import { ListBookings } from '../../shared/contract/booking.ts'
import { LISTED } from '../../shared/contract/status.ts'
import { findAccount } from '../../shared/database/load/find-account.ts'
import { findOfferers } from '../../shared/database/load/find-offerers.ts'
import { type Whose, listBookings as loadPage } from '../../shared/database/lists/list-bookings.ts'
import { toShownBooking } from '../../shared/projection/shown-booking.ts'
import { type Asked, query } from '../../shared/runtime/edge/query.ts'
import { refuse } from '../../shared/scheduling/model/refusal.ts'
import { formatInstant } from '../../shared/time/instant.ts'

const Position = z.object({ start: z.int(), bookingId: z.uuid() })

async function findWhose({
  input,
  actor,
  now,
  database,
  as,
}: Asked<ListBookings>): Promise<Whose | undefined> {
  if (input.as === 'client') {
    const { professionalId } = input
    return { clientUid: actor.uid, ...(professionalId !== undefined && { professionalId }) }
  }
  const { professionalId = (await findAccount(database, actor.uid, now)).professionalId } = input
  if (professionalId === undefined) return undefined
  const offerer = (await findOfferers(database, [professionalId])).get(professionalId)
  return offerer && as('owner', offerer) ? { professionalId } : undefined
}

/** One page of bookings with their status as of now. */
export const listBookings = query({
  name: 'list-bookings',
  input: ListBookings,
  output: BookingsPage,
  refuses: ['not-found'],
  answer: async (asked) => {
    const { input, now, database, pages } = asked
    const { from, to, order, pageSize, status = LISTED } = input
    const after = pages.after(Position)
    const whose = await findWhose(asked)
    if (!whose) return refuse('not-found', 'there is no such calendar, or it is not yours')
    const found = await loadPage(database, {
      whose,
      status,
      order,
      now,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(after && { after }),
      limit: pageSize + 1,
    })
    const page = found.slice(0, pageSize)
    const offerers = await findOfferers(
      database,
      page.map(({ professionalId }) => professionalId),
    )
    const last = page.at(-1)
    return {
      bookings: page.flatMap(({ professionalId, ...booking }) => {
        const offerer = offerers.get(professionalId)
        return offerer ? [toShownBooking(offerer, booking, formatInstant, now)] : []
      }),
      ...(found.length > pageSize &&
        last && {
          nextPageToken: pages.next({ start: last.start, bookingId: last.bookingId }),
        }),
    }
  },
})
