// Fills `places` and `client_bookings` with what was saved before a database was cut, in batches along a table's key: whoever is
// interrupted sends all of it again, and what is there already is left or brought up to date.
import type pg from 'pg'
import { FILLED, type Filled } from './filled.ts'

/** Rows of one statement. */
const ROWS_A_BATCH = 5_000

/** Whether rows may be written meanwhile, by triggers that write what leads to them (see follow.ts). */
type Writers = 'none' | 'followed'

/**
 * A row that is read stays as it is until what leads to it is written; one that somebody is writing is left to its trigger. So nobody
 * who fills waits for a writer, and a batch keeps nobody waiting for longer than it takes.
 */
const LOCKED: Readonly<Record<Writers, string>> = { none: '', followed: 'for share skip locked' }

/** A row's key, whose columns are all ids. */
type Key = readonly string[]

/** The key of the last row of the batch behind `after`; undefined where there is less than a batch. */
async function endOfBatch(
  client: pg.ClientBase,
  { from, key, which }: Filled,
  after: Key,
  rows: number,
): Promise<Key | undefined> {
  const columns = key.join(', ')
  const { rows: found } = await client.query<Readonly<Record<string, string>>>(
    `select ${columns} from ${from} where ${which} and (${columns}) > (${parameters(key, 1)})
      order by ${columns} offset ${rows - 1} limit 1`,
    [...after],
  )
  const [last] = found
  return last && key.map((column) => last[column] ?? '')
}

const parameters = (key: readonly string[], first: number) =>
  key.map((_, n) => `$${first + n}::uuid`).join(', ')

const NOWHERE = '00000000-0000-0000-0000-000000000000'

async function fillOne(
  client: pg.ClientBase,
  filled: Filled,
  tell: (line: string) => void,
  { rows, writers }: Filling,
): Promise<void> {
  const { what, from, key, which, insert, onConflict } = filled
  const counted = await client.query<{ n: number }>(
    `select count(*)::int as n from ${from} where ${which}`,
  )
  const total = counted.rows[0]?.n ?? 0
  const columns = `(${key.join(', ')})`
  let after: Key = key.map(() => NOWHERE)
  for (let done = 0; ;) {
    const end = await endOfBatch(client, filled, after, rows)
    const upTo = end ? `and ${columns} <= (${parameters(key, key.length + 1)})` : ''
    await client.query(
      `${insert} from ${from} where ${which} and ${columns} > (${parameters(key, 1)}) ${upTo} ${LOCKED[writers]} ${onConflict}`,
      [...after, ...(end ?? [])],
    )
    done = end ? done + rows : total
    tell(`${what}: ${Math.min(done, total)} of ${total}`)
    if (!end) return
    after = end
  }
}

interface Filling {
  /** Of one statement. */
  readonly rows: number
  readonly writers: Writers
}

/**
 * Fills both tables. Safe to be interrupted and sent again.
 *
 * @param tell gets a line for each batch: what was filled, how far it is, and of how many
 */
export async function fillPlaces(
  client: pg.ClientBase,
  tell: (line: string) => void,
  { rows = ROWS_A_BATCH, writers = 'none' }: Partial<Filling> = {},
): Promise<void> {
  for (const one of FILLED) await fillOne(client, one, tell, { rows, writers })
}

/** Takes away what leads to rows of a database that is not cut yet, and leads to none any more. */
export async function clearPlaces(client: pg.ClientBase): Promise<void> {
  for (const { stale } of FILLED) await client.query(stale)
}

/**
 * Makes true what was filled ahead: writes what is missing or otherwise, and takes away what leads to nothing. It reads all and
 * writes little; nobody may write meanwhile.
 *
 * @param tell gets a line for each kind
 */
export async function finishPlaces(
  client: pg.ClientBase,
  tell: (line: string) => void,
): Promise<void> {
  // Just filled, nobody has counted them yet, and a plan for empty tables would look up each row by itself.
  await client.query('analyze places, client_bookings')
  for (const { what, from, which, insert, onConflict, isThere, stale } of FILLED) {
    const written = await client.query(
      `${insert} from ${from} where ${which} and not exists (${isThere}) ${onConflict}`,
    )
    const cleared = await client.query(stale)
    tell(`${what}: ${written.rowCount ?? 0} written, ${cleared.rowCount ?? 0} taken away`)
  }
}
