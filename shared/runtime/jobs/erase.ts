// Erases an account, step by step: each may be killed anywhere and done again. See docs/decisions/0028-an-erasure-is-done-in-steps.md.
import {
  type Erasable,
  findCalendarsOf,
  findOwnCalendar,
  loadErasable,
} from '../../database/load/load-erasure.ts'
import { eraseBlocksFor, eraseBlocksOf } from '../../database/save/erase-blocks.ts'
import { deleteRemindersOf, eraseKeptAnswers, eraseRows } from '../../database/save/erase-rows.ts'
import {
  ERASURE_STEPS,
  type Erasure,
  type ErasureStep,
  type MessageAbout,
  findErasure,
  listMessagesAbout,
  moveErasure,
  noteCalendars,
  noteMessages,
  noteRevisions,
} from '../../database/save/erasures.ts'
import type { CalendarSave } from '../../database/save/save-decision.ts'
import {
  decideClientErasure,
  decideClosing,
  decideOwnerErasure,
} from '../../scheduling/booking/decide-erasure.ts'
import { decideInTime } from '../../scheduling/clock/decide-in-time.ts'
import { dueAfter } from '../../scheduling/clock/due.ts'
import type { Decision } from '../../scheduling/effects/decision.ts'
import type { Booking, By, Calendar } from '../../scheduling/model/calendar.ts'
import type { Circumstances } from '../../scheduling/model/circumstances.ts'
import { HOUR, type Instant, MINUTE } from '../../time/instant.ts'
import type { Aggregate } from '../command/aggregate.ts'
import { calendarSaves } from '../command/calendar-aggregate.ts'
import { decideAndSave } from '../command/decide-and-save.ts'
import type { World } from '../world/world.ts'
import { sendLastMail } from './last-mail.ts'

/** What the last steps reach: the job has it, the command that begins has not. */
export interface ErasureParts {
  /** Brings the documents of a professional to a revision. @returns whether they are there */
  readonly mirror: (professionalId: string, revision: number) => Promise<boolean>
  /** Takes the words out of messages of others that name the owner. */
  readonly emptyMessages: (messages: readonly MessageAbout[]) => Promise<unknown>
  /** Deletes all documents of an account. */
  readonly deleteDocuments: (uid: string) => Promise<unknown>
}

type Decide = (
  calendar: Calendar,
  bookings: readonly Booking[],
  circumstances: Circumstances,
) => Decision<undefined>

type Loaded = Awaited<ReturnType<typeof loadErasable>>

/** One save of what is decided on a calendar. @returns whether there was anything to save */
function decideOnce(
  professionalId: string,
  which: Erasable,
  by: By,
  decide: Decide,
  world: World,
): Promise<boolean> {
  const now = world.now()
  const { newId } = world
  let ended: readonly string[] = []
  const aggregate: Aggregate<Loaded, CalendarSave, boolean> = {
    ...calendarSaves(world),
    entry: { function: 'erase-accounts', professionalId },
    load: async (db) => ({ loaded: await loadErasable(db, professionalId, which, now) }),
  }
  const decided = decideAndSave(
    world,
    aggregate,
    () => by,
    (loaded) => {
      if (!loaded) return { answer: false }
      const outcome = decideInTime(loaded, { now, newId }, ({ calendar, bookings }) =>
        decide(calendar, bookings, { by, now, newId }),
      )
      if (outcome.refused) return outcome
      const { after, effects } = outcome
      if (effects.changes.length === 0) return { answer: false }
      ended = loaded.bookings.map(({ bookingId }) => bookingId)
      const { revision, ownerUid } = loaded.calendar
      const due = dueAfter(after, effects, now)
      const save = { professionalId, revision, ownerUid, causeId: newId(), at: now, by, effects }
      return { answer: true, save: { ...save, ...(due !== undefined && { due }) } }
    },
  )
  return decided.then(async (isSaved) => {
    await deleteRemindersOf(world.database, ended)
    return isSaved
  })
}

/** Takes an account out of all calendars in which it has bookings, and closes its own. @returns whether all is done */
async function eraseBookings({ uid }: Erasure, until: Instant, world: World): Promise<boolean> {
  const { database, now } = world
  const known = await world.findAuthAccount(uid, now())
  await eraseBlocksFor(database, uid, known?.email)
  const own = await findOwnCalendar(database, uid)
  if (own !== undefined) {
    await noteCalendars(database, uid, [own])
    const by: By = { kind: 'professional', uid }
    while (await decideOnce(own, 'upcoming', by, decideClosing, world))
      if (now() >= until) return false
  }
  const decide: Decide = (calendar, bookings, circumstances) =>
    decideClientErasure(calendar, bookings, uid, circumstances)
  for (;;) {
    const professionalIds = await findCalendarsOf(database, uid)
    if (professionalIds.length === 0) return true
    await noteCalendars(database, uid, professionalIds)
    for (const professionalId of professionalIds)
      while (await decideOnce(professionalId, { of: uid }, { kind: 'client', uid }, decide, world))
        if (now() >= until) return false
  }
}

async function eraseAccount({ uid }: Erasure, world: World): Promise<void> {
  const { database, now } = world
  const own = await findOwnCalendar(database, uid)
  if (own !== undefined) await eraseBlocksOf(database, own)
  await eraseRows(database, uid, now())
  await eraseKeptAnswers(database, own === undefined ? [uid] : [uid, own], now())
}

/** All of it once more: what was under way when it was marked has ended by now. @returns whether all is done */
async function sweep(erasure: Erasure, until: Instant, world: World): Promise<boolean> {
  const { uid } = erasure
  const { database, now } = world
  if (!(await eraseBookings(erasure, until, world))) return false
  const own = await findOwnCalendar(database, uid)
  const by: By = { kind: 'professional', uid }
  if (own !== undefined)
    while (await decideOnce(own, 'reasons', by, decideOwnerErasure, world))
      if (now() >= until) return false
  await eraseAccount(erasure, world)
  await noteRevisions(database, uid)
  return true
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

async function eraseDocuments(
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

/** For so long a mail server may be out before the account is emptied without a last mail. */
const MAIL_MILLIS = HOUR
/** Commands, subscribers and deliveries that were under way when it was marked end within this time. */
const UNDER_WAY_MILLIS = 3 * MINUTE
const AGAIN_MILLIS = MINUTE

/** When a step is worth being tried again; undefined where it is done. */
async function carryOut(
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
      return (await eraseBookings(erasure, until, world)) ? undefined : now
    case 'account':
      await eraseAccount(erasure, world)
      return undefined
    case 'sweep':
      if (now < at + UNDER_WAY_MILLIS) return at + UNDER_WAY_MILLIS
      return (await sweep(erasure, until, world)) ? undefined : now
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
    const again = await carryOut(erasure, until, world, parts)
    if (again !== undefined) return again
    await moveErasure(database, erasure, stepAfter(erasure.step), now())
    if (now() >= until) return now()
  }
}
