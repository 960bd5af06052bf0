// Erases an account, step by step: each may be killed anywhere and done again. See docs/decisions/0028-an-erasure-is-done-in-steps.md.
import { findOwnCalendar } from '../../../database/load/load-erasure.ts'
import { eraseBlocksOf } from '../../../database/save/erase-blocks.ts'
import { eraseKeptAnswers, eraseRows } from '../../../database/save/erase-rows.ts'
import {
  ERASURE_STEPS,
  type Erasure,
  type ErasureStep,
  findErasure,
  moveErasure,
  noteRevisions,
} from '../../../database/save/erasures.ts'
import { HOUR, type Instant, MINUTE } from '../../../time/instant.ts'
import type { World } from '../../world/world.ts'
import { eraseBookings, eraseOwnCalendar } from './erase-calendars.ts'
import { type ErasureParts, eraseDocuments } from './erase-documents.ts'
import { sendLastMail } from './last-mail.ts'

/** Empties what stands of an account beside calendars. */
async function eraseAccount(uid: string, world: World): Promise<void> {
  const { database, now } = world
  const own = await findOwnCalendar(database, uid)
  if (own !== undefined) await eraseBlocksOf(database, own)
  await eraseRows(database, uid, now())
  await eraseKeptAnswers(database, own === undefined ? [uid] : [uid, own], now())
}

/** All of it once more: what was under way when it was marked has ended by now. @returns whether all is done */
async function sweep(uid: string, until: Instant, world: World): Promise<boolean> {
  if (!(await eraseBookings(uid, until, world))) return false
  if (!(await eraseOwnCalendar(uid, until, world))) return false
  await eraseAccount(uid, world)
  await noteRevisions(world.database, uid)
  return true
}

/** For so long a mail server may be out before the account is emptied without a last mail. */
const MAIL_MILLIS = HOUR
/** Commands, subscribers and deliveries that were under way when it was marked end within this time. */
const UNDER_WAY_MILLIS = 3 * MINUTE
const AGAIN_MILLIS = MINUTE

/** When a step is worth being tried again; undefined where it is done. */
async function takeStep(
  erasure: Erasure,
  until: Instant,
  world: World,
  parts: ErasureParts | undefined,
): Promise<Instant | undefined> {
  const { uid, step, at, since } = erasure
  const now = world.now()
  switch (step) {
    case 'tell':
      return (await sendLastMail(uid, world)) || now > at + MAIL_MILLIS
        ? undefined
        : now + AGAIN_MILLIS
    case 'bookings':
      return (await eraseBookings(uid, until, world)) ? undefined : now
    case 'account':
      await eraseAccount(uid, world)
      return undefined
    case 'sweep':
      if (now < at + UNDER_WAY_MILLIS) return at + UNDER_WAY_MILLIS
      return (await sweep(uid, until, world)) ? undefined : now
    case 'documents':
      if (!parts) return now
      // Deliveries put a message into words before they write it.
      if (now < since + UNDER_WAY_MILLIS) return since + UNDER_WAY_MILLIS
      return (await eraseDocuments(erasure, until, world, parts)) ? undefined : now + AGAIN_MILLIS
    case 'sign-in':
      if (!parts) return now
      await world.deleteAuthAccount(uid)
      return undefined
    case 'done':
      return undefined
  }
}

/** The step behind another one. */
function stepAfter(step: ErasureStep): ErasureStep {
  return ERASURE_STEPS[ERASURE_STEPS.indexOf(step) + 1] ?? 'done'
}

/**
 * Takes an erasure as far as it comes until an instant; whoever calls holds its lease.
 *
 * @returns when to go on; undefined where it is done
 */
export async function erase(
  uid: string,
  until: Instant,
  world: World,
  parts?: ErasureParts,
): Promise<Instant | undefined> {
  const { database, now } = world
  for (;;) {
    const erasure = await findErasure(database, uid)
    if (!erasure || erasure.step === 'done') return undefined
    const again = await takeStep(erasure, until, world, parts)
    if (again !== undefined) return again
    await moveErasure(database, erasure, stepAfter(erasure.step), now())
    if (now() >= until) return now()
  }
}
