// The answers that an instance keeps of one query, each held against its calendar's present revision before it is given again.
import { readRevisions } from '../../../database/load/read-revisions.ts'
import type { Actor } from '../../../identity/actor.ts'
import type { Instant } from '../../../time/instant.ts'
import type { World } from '../../world/world.ts'
import { type Kept, keepAnswers } from './kept-answers.ts'
import { gatherRevisions } from './present-revision.ts'

/** What the answers that an instance keeps may take of its memory, whatever their number. */
const KEPT_BYTES = 32 * 1024 * 1024

/** Looks for an answer that holds still, and keeps those that may be given again. */
export function openKept({ database, config }: World) {
  const answers = keepAnswers({ answers: config.answersKept, bytes: KEPT_BYTES })
  const presentRevision = gatherRevisions((ids) => readRevisions(database, ids))
  return {
    keep: answers.keep,
    find: async (question: string, actor: Actor, now: Instant): Promise<Kept | undefined> => {
      const kept = answers.find(question, actor, now)
      if (!kept[0]) return undefined
      const revision = await presentRevision(kept[0].professionalId)
      return kept.find((one) => one.revision === revision)
    },
  }
}
