// What of an account stands in Firestore: its name in messages of others, its part of calendars' documents, and its own.
import { findOwnCalendar } from '../../../database/load/load-erasure.ts'
import {
  type Erasure,
  type MessageAbout,
  listMessagesAbout,
  noteMessages,
} from '../../../database/save/erasures.ts'
import type { Instant } from '../../../time/instant.ts'
import type { World } from '../../world/world.ts'

/** What the last steps reach: the job has it, the command that begins has not. */
export interface ErasureParts {
  /** Brings the documents of a professional to a revision. @returns whether they are there */
  readonly mirror: (professionalId: string, revision: number) => Promise<boolean>
  /** Takes the words out of messages of others that name the owner. */
  readonly emptyMessages: (messages: readonly MessageAbout[]) => Promise<unknown>
  /** Deletes all documents of an account. */
  readonly deleteDocuments: (uid: string) => Promise<unknown>
}

/** Messages of one request. */
const MESSAGES = 100

/** Takes an owner's name out of the messages that others have. @returns whether of all */
async function eraseMessages(
  erasure: Erasure,
  until: Instant,
  { database, now }: World,
  { emptyMessages }: ErasureParts,
): Promise<boolean> {
  const { uid } = erasure
  const own = await findOwnCalendar(database, uid)
  if (own === undefined) return true
  let { toldAfter } = erasure
  for (;;) {
    const messages = await listMessagesAbout(database, own, { uid, toldAfter }, MESSAGES)
    const last = messages.at(-1)
    if (!last) return true
    await emptyMessages(messages)
    toldAfter = last.notificationId
    await noteMessages(database, uid, toldAfter)
    if (now() >= until) return false
  }
}

/** Empties messages of others, brings calendars' documents up, and deletes the account's own. @returns whether all is done */
export async function eraseDocuments(
  erasure: Erasure,
  until: Instant,
  world: World,
  parts: ErasureParts,
): Promise<boolean> {
  const { uid, calendars } = erasure
  const { mirror, deleteDocuments } = parts
  if (!(await eraseMessages(erasure, until, world, parts))) return false
  for (const [professionalId, revision] of Object.entries(calendars))
    if (!(await mirror(professionalId, revision))) return false
  await deleteDocuments(uid)
  return true
}
