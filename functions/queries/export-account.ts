// Everything that is held about the caller, in pages: their account, what they booked, what they were told, what they offer.
import * as z from 'zod'
import { ExportAccount, ExportedAccount } from '../../shared/contract/privacy.ts'
import { exportParts } from '../../shared/runtime/edge/export/export-parts.ts'
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
  refuses: [],
  answer: async ({ actor, now, database, pages }) => {
    const { part: first = 0, after } = pages.after(Position) ?? {}
    const parts = await exportParts(database, actor.uid, now)
    let page: ExportedAccount = {}
    let [left, position] = [ROWS_A_PAGE, after]
    for (const [part, load] of parts.entries()) {
      if (part < first) continue
      const { held, rows, next } = await load(position, left)
      page = { ...page, ...held }
      left -= rows
      position = undefined
      if (next !== undefined) return { ...page, nextPageToken: pages.next({ part, after: next }) }
      if (left <= 0 && part + 1 < parts.length)
        return { ...page, nextPageToken: pages.next({ part: part + 1 }) }
    }
    return page
  },
})
