// Everything that is held about the caller, in pages: their account, what they booked, what they were told, what they offer.
import * as z from 'zod'
import { ExportAccount, ExportedAccount } from '../../shared/contract/privacy.ts'
import { exportParts } from '../../shared/runtime/edge/export-parts.ts'
import { readPageToken, toPageToken } from '../../shared/runtime/edge/page-token.ts'
import { query } from '../../shared/runtime/edge/query.ts'

/** Where a page ended: in which part, and after what of it. */
const Position = z.object({ part: z.int().min(0), after: z.unknown() })

/** Rows of one page, whatever they tell of. */
const ROWS_A_PAGE = 100

/** One page; part after part as far as its rows reach. */
export const exportAccount = query({
  name: 'export-account',
  input: ExportAccount,
  output: ExportedAccount,
  answer: async ({ input, actor, now, database }) => {
    const { part: first = 0, after } = readPageToken(input, Position, now) ?? {}
    const parts = await exportParts(database, actor.uid, now)
    let page: ExportedAccount = {}
    let [left, position] = [ROWS_A_PAGE, after]
    for (const [part, load] of parts.entries()) {
      if (part < first) continue
      const { held, rows, next } = await load(position, left)
      page = { ...page, ...held }
      left -= rows
      position = undefined
      if (next !== undefined)
        return { ...page, nextPageToken: toPageToken(input, { part, after: next }, now) }
      if (left <= 0 && part + 1 < parts.length)
        return { ...page, nextPageToken: toPageToken(input, { part: part + 1 }, now) }
    }
    return page
  },
})
