// Whom a professional takes no bookings from, page by page, the newest block first.
import { type Kysely, sql } from 'kysely'
import type { BLOCK_KINDS } from '../../contract/block.ts'
import type { Block } from '../../scheduling/model/block.ts'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { toBlock } from '../load/load-blocks.ts'
import { millis, timestamp } from '../rows/instants.ts'

/** Where a page ended. */
export interface BlockPosition {
  readonly createdAt: Instant
  readonly kind: (typeof BLOCK_KINDS)[number]
  readonly key: string
}

/** One page of a calendar's blocks; there are at most a thousand. */
export async function listBlocks(
  db: Kysely<Database>,
  professionalId: string,
  { after, limit }: { readonly after: BlockPosition | undefined; readonly limit: number },
): Promise<readonly Block[]> {
  const rows = await db
    .selectFrom('blocks')
    .where('professional_id', '=', professionalId)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(created_at, kind, key) < (${timestamp(after?.createdAt ?? 0)}, ${after?.kind}, ${after?.key})`,
      ),
    )
    .select(['key', 'name', 'note'])
    .select((eb) => [
      // The column takes no other words.
      eb.ref('kind').$castTo<BlockPosition['kind']>().as('kind'),
      millis(eb.ref('created_at')).as('createdAt'),
    ])
    .orderBy('created_at', 'desc')
    .orderBy('kind', 'desc')
    .orderBy('key', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toBlock)
}
