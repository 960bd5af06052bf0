// Bookings by start: a client's own, or a professional's for their owner.
import * as z from 'zod'
import { BookingsPage, ListBookings } from '../../shared/contract/booking.ts'
import { LISTED } from '../../shared/contract/status.ts'
import { findAccount } from '../../shared/database/load/find-account.ts'
import { findOfferers } from '../../shared/database/load/find-offerers.ts'
import { type Whose, listBookings as loadPage } from '../../shared/database/lists/list-bookings.ts'
import { toShownBooking } from '../../shared/projection/shown-booking.ts'
import { cutPage } from '../../shared/runtime/edge/list-page.ts'
import { type Asked, query } from '../../shared/runtime/edge/query.ts'
import { NO_CALENDAR, refuse } from '../../shared/scheduling/model/refusal.ts'
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
    if (!whose) return refuse('not-found', NO_CALENDAR)
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
    const { rows, next } = cutPage(found, pageSize, pages, ({ start, bookingId }) => ({
      start,
      bookingId,
    }))
    const offerers = await findOfferers(
      database,
      rows.map(({ professionalId }) => professionalId),
    )
    return {
      bookings: rows.flatMap(({ professionalId, ...booking }) => {
        const offerer = offerers.get(professionalId)
        return offerer ? [toShownBooking(offerer, booking, formatInstant, now)] : []
      }),
      ...next,
    }
  },
})
