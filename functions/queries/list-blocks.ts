// Whom a professional takes no bookings from, for their owner or an admin.
import * as z from 'zod'
import { BLOCK_KINDS, BlocksPage, ListBlocks } from '../../shared/contract/block.ts'
import { findAccount } from '../../shared/database/load/find-account.ts'
import { findOfferers } from '../../shared/database/load/find-offerers.ts'
import { listBlocks as loadPage } from '../../shared/database/lists/list-blocks.ts'
import { toShownBlock } from '../../shared/projection/shown-block.ts'
import { cutPage } from '../../shared/runtime/edge/list-page.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { NO_CALENDAR, refuse } from '../../shared/scheduling/model/refusal.ts'

const Position = z.object({ createdAt: z.int(), kind: z.enum(BLOCK_KINDS), key: z.string() })

/** One page of blocks, the newest first. */
export const listBlocks = query({
  name: 'list-blocks',
  input: ListBlocks,
  output: BlocksPage,
  refuses: ['not-found'],
  answer: async ({ input, actor, now, database, pages, as }) => {
    const { professionalId = (await findAccount(database, actor.uid, now)).professionalId } = input
    const after = pages.after(Position)
    const offerer =
      professionalId === undefined
        ? undefined
        : (await findOfferers(database, [professionalId])).get(professionalId)
    if (professionalId === undefined || !offerer || !as('owner', offerer))
      return refuse('not-found', NO_CALENDAR)
    const { pageSize } = input
    const found = await loadPage(database, professionalId, { after, limit: pageSize + 1 })
    const { rows, next } = cutPage(found, pageSize, pages, ({ createdAt, kind, key }) => ({
      createdAt,
      kind,
      key,
    }))
    return { blocks: rows.map(toShownBlock), ...next }
  },
})
