// What changed in a calendar since a revision, for its owner or an admin who cannot subscribe to the topic.
import * as z from 'zod'
import { ChangesPage, ListChanges } from '../../shared/contract/list-changes.ts'
import { listChanges as loadPage } from '../../shared/database/lists/list-changes.ts'
import { toChange } from '../../shared/projection/change-message.ts'
import { cutPage } from '../../shared/runtime/edge/list-page.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { NO_CALENDAR, refuse } from '../../shared/scheduling/model/refusal.ts'
import { formatInstant } from '../../shared/time/instant.ts'

const Position = z.object({ revision: z.int().min(0) })

/** One page of changes in the order of their revisions, and the calendar's present one. */
export const listChanges = query({
  name: 'list-changes',
  input: ListChanges,
  output: ChangesPage,
  refuses: ['not-found'],
  answer: async ({ input, actor, now, database, pages, as }) => {
    const { professionalId, afterRevision, pageSize } = input
    const after = pages.after(Position)
    const listed = await loadPage(database, {
      locator: professionalId === undefined ? { ownerUid: actor.uid } : { professionalId },
      afterRevision: after?.revision ?? afterRevision,
      limit: pageSize + 1,
      now,
    })
    if (!listed || !as('owner', listed)) return refuse('not-found', NO_CALENDAR)
    const { rows, next } = cutPage(listed.changes, pageSize, pages, (last) => ({
      revision: last.revision,
    }))
    return {
      changes: rows.map((change) => toChange(change, formatInstant)),
      revision: listed.revision,
      firstRevision: listed.firstRevision,
      ...next,
    }
  },
})
