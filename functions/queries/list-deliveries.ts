// What became of messages to people, for admins.
import * as z from 'zod'
import { DeliveriesPage, ListDeliveries } from '../../shared/contract/notification.ts'
import { listDeliveries as loadPage } from '../../shared/database/lists/list-deliveries.ts'
import { cutPage } from '../../shared/runtime/edge/list-page.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { refuse } from '../../shared/scheduling/model/refusal.ts'
import { formatInstant } from '../../shared/time/instant.ts'

const Position = z.object({
  decidedAt: z.int(),
  notificationId: z.uuid(),
  channel: z.string(),
  target: z.string(),
})

/** One page of deliveries: when each was decided and sent, and what the other side answered. */
export const listDeliveries = query({
  name: 'list-deliveries',
  input: ListDeliveries,
  output: DeliveriesPage,
  refuses: [],
  answer: async ({ input, actor, database, pages }) => {
    if (!actor.isAdmin) return refuse('forbidden', 'only admins see what became of messages')
    const { bookingId, uid, pageSize } = input
    const after = pages.after(Position)
    const found = await loadPage(database, {
      ...(bookingId !== undefined && { bookingId }),
      ...(uid !== undefined && { uid }),
      ...(after && { after }),
      limit: pageSize + 1,
    })
    const { rows, next } = cutPage(
      found,
      pageSize,
      pages,
      ({ decidedAt, notificationId, channel, target }) => ({
        decidedAt,
        notificationId,
        channel,
        target,
      }),
    )
    return {
      deliveries: rows.map((one) => ({
        notificationId: one.notificationId,
        causeId: one.causeId,
        channel: one.channel,
        state: one.state,
        decidedAt: formatInstant(one.decidedAt),
        ...(one.state === 'sent' && one.endedAt !== null && { sentAt: formatInstant(one.endedAt) }),
        attempts: one.attempts,
        ...(one.answer !== null && { answer: one.answer }),
      })),
      ...next,
    }
  },
})
