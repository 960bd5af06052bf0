// How long it takes until the mirror is right again: every professional's documents are at the revision of the books.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { readCollection } from './checker/read-documents.ts'
import type { System } from './system/system.ts'

const ASKED_MILLIS = 100

/** Asks the books, past every line; undefined while Postgres cannot be asked. */
async function ask<T extends pg.QueryResultRow>(
  { databaseUrl }: System,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly T[] | undefined> {
  const client = await connected(databaseUrl)
  try {
    return (await client?.query<T>(statement, [...values]))?.rows
  } catch {
    connections.delete(databaseUrl)
    client?.end().catch(() => {}) // nobody waits for one that hangs
    return undefined
  }
}

/** The one connection to each database, until it breaks. */
const connections = new Map<string, pg.Client>()

async function connected(connectionString: string): Promise<pg.Client | undefined> {
  const known = connections.get(connectionString)
  if (known) return known
  const limits = { connectionTimeoutMillis: 3_000, query_timeout: 3_000 }
  const client = new pg.Client({ connectionString, ...limits })
  client.on('error', () => connections.delete(connectionString))
  try {
    await client.connect()
  } catch {
    return undefined
  }
  connections.set(connectionString, client)
  return client
}

/** The revision of each calendar; undefined while Postgres cannot be asked. */
async function readRevisions(system: System): Promise<ReadonlyMap<string, number> | undefined> {
  const calendars = await ask<{ id: string; revision: string }>(
    system,
    'select professional_id as id, revision from calendars',
  )
  return calendars && new Map(calendars.map(({ id, revision }) => [id, Number(revision)]))
}

/** Whether every mirror is at these revisions, or behind them. */
async function hasReached(system: System, wanted: ReadonlyMap<string, number>): Promise<boolean> {
  const mirrors = await readCollection(system, 'mirrors').catch(() => undefined)
  if (!mirrors) return false
  return [...wanted].every(([id, revision]) => {
    const at = mirrors[`mirrors/${id}`]?.['revision']
    return typeof at === 'number' && at >= revision
  })
}

/** Whether every mirror is at its calendar's revision now. */
async function isMirrorRight(system: System): Promise<boolean> {
  const revisions = await readRevisions(system)
  return revisions !== undefined && (await hasReached(system, revisions))
}

/** Asks again and again. @returns how long it took until yes, in milliseconds; the whole patience where it never came */
async function until(isSo: () => Promise<boolean>, patienceMillis: number): Promise<number> {
  const began = Date.now()
  while (Date.now() - began < patienceMillis) {
    const at = Date.now()
    if (await isSo()) return at - began
    await sleep(ASKED_MILLIS)
  }
  return patienceMillis
}

/** How long it takes until the mirror is where the books are. */
export const untilMirrorIsRight = (system: System, patienceMillis: number): Promise<number> =>
  until(() => isMirrorRight(system), patienceMillis)

/** How long it takes until the mirror shows what has been saved by now; it begins with what Postgres needs to say that. */
export function untilMirrorShows(system: System, patienceMillis: number): Promise<number> {
  let wanted: ReadonlyMap<string, number> | undefined
  return until(async () => {
    wanted ??= await readRevisions(system)
    return wanted !== undefined && (await hasReached(system, wanted))
  }, patienceMillis)
}

/** What has still to be published, told or erased, by the clock of the functions. */
const BUSY = `select (select count(*) from unpublished) + (select count(*) from unpublished_accounts)
  + (select count(*) from erasures where done_at is null and due_at <= $1)
  + (select count(*) from deliveries where state = 'waiting' and due_at <= $1
    and (leased_until is null or leased_until <= $1)) as n`

/** Whether both subscribers have handled every change. */
async function isHandled(system: System): Promise<boolean> {
  const changes = await ask<{ id: string; revision: string }>(
    system,
    'select professional_id as id, revision from changes',
  )
  return (changes ?? []).every(({ id, revision }) =>
    ['fan-out-availability', 'send-notifications'].every((one) =>
      system.pushes.handled.has(`${one} ${id} ${revision}`),
    ),
  )
}

/** What piled up under faults goes to a subscriber two at a time: it is waited for while it becomes less, so many times as long. */
const LONGEST = 6

/**
 * Waits until nothing is left to do but what waits for its time.
 *
 * @param patienceMillis how long nothing may become less
 * @returns what is left where it does not come to that
 */
export async function untilQuiet(
  system: System,
  patienceMillis: number,
): Promise<string | undefined> {
  const began = Date.now()
  let end = began + patienceMillis
  let handled = system.pushes.handled.size
  let quiet = 0
  let left = ''
  while (Date.now() < end) {
    const rows = await ask<{ n: string }>(system, BUSY, [new Date(system.now())])
    const busy = Number(rows?.[0]?.n)
    const underway = system.pushes.underway()
    const [isRight, isAllHandled] = [await isMirrorRight(system), await isHandled(system)]
    left =
      `${busy} rows to work off, ${underway.length} pushes under way (${underway.join(', ')}), the mirror ${isRight ? 'right' : 'not right'}, ` +
      `${isAllHandled ? 'every change' : 'not every change'} handled`
    if (system.pushes.handled.size > handled) {
      handled = system.pushes.handled.size
      end = Math.min(Date.now() + patienceMillis, began + LONGEST * patienceMillis)
    }
    const isQuiet = busy === 0 && underway.length === 0 && isRight && isAllHandled
    quiet = isQuiet ? quiet + 1 : 0
    if (quiet > 4) return undefined
    await sleep(2 * ASKED_MILLIS)
  }
  return left
}
