// Whom a professional takes no bookings from, for their owner or an admin.
import * as z from 'zod'
import { BLOCK_KINDS, BlocksPage, ListBlocks } from '../../shared/contract/block.ts'
import { findAccount } from '../../shared/database/load/find-account.ts'
import { findOfferers } from '../../shared/database/load/find-offerers.ts'
import { listBlocks as loadPage } from '../../shared/database/lists/list-blocks.ts'
import { toShownBlock } from '../../shared/projection/shown-block.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { refuse } from '../../shared/scheduling/model/refusal.ts'

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
      return refuse('not-found', 'there is no such calendar, or it is not yours')
    const limit = input.pageSize + 1
    const found = await loadPage(database, professionalId, { after, limit })
    const page = found.slice(0, input.pageSize)
    const last = page.at(-1)
    return {
      blocks: page.map(toShownBlock),
      ...(found.length > page.length &&
        last && {
          nextPageToken: pages.next({
            createdAt: last.createdAt,
            kind: last.kind,
            key: last.key,
          }),
        }),
    }
  },
})
