// What a save must do, whichever of its ways is taken, the one of a distributed Postgres among them: they write the same, and hold or
// fail alike.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS, openDatabase } from '../../shared/database/connection/connection.ts'
import { toDatabaseFault } from '../../shared/database/connection/errors.ts'
import { WITH_COMMIT, isSentAhead } from '../../shared/database/connection/statement-name.ts'
import type { CalendarSave } from '../../shared/database/save/calendar-save.ts'
import { loneBookingOf } from '../../shared/database/save/lone-booking.ts'
import { saveDecision } from '../../shared/database/save/save-decision.ts'
import { SAVES_BY } from '../../shared/database/save/saves-by.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import { type Clone, cloneDatabase } from '../support/clone-database.ts'
import { type Recorded, recording } from '../support/recorded.ts'
import { AT, everySave, newIds } from '../support/saves.ts'

const SAVERS = 32

let clone: Clone
let pool: pg.Pool
let db: ReturnType<typeof openDatabase>
let apart: ReturnType<typeof openDatabase>

/** The ways of one Postgres, and that of a distributed one, which any Postgres takes. */
const WAYS = [...SAVES_BY, 'apart'] as const
type Way = (typeof WAYS)[number]

const saveAs = (way: Way, one: CalendarSave) =>
  way === 'apart' ? saveDecision(apart, one, 'function') : saveDecision(db, one, way)

beforeAll(async () => {
  clone = await cloneDatabase()
  pool = new pg.Pool({ connectionString: clone.url, max: 2 })
  const config = { connectionString: clone.url }
  const limits = { ...LIMITS, connections: SAVERS }
  db = openDatabase({ config }, limits)
  apart = openDatabase({ config, isDistributed: true }, limits)
})
afterAll(async () => {
  await db.destroy()
  await apart.destroy()
  await pool.end()
  await clone.drop()
})

const TABLES = [
  'calendars',
  'appointments',
  'bookings',
  'changes',
  'unpublished',
  'idempotency_keys',
  'accounts',
  'professionals',
  'services',
  'weekly_rules',
  'date_hours',
  'time_off',
  'external_busy',
  'activities',
  'blocks',
]

/** All rows, with each id under the name that it has in every run. */
async function rowsWritten(named: ReadonlyMap<string, string>): Promise<object> {
  const all = await Promise.all(
    TABLES.map(async (table) => {
      const { rows } = await pool.query<{ row: string }>(
        `select row_to_json(t)::text as row from ${table} t`,
      )
      const told = rows.map(({ row }) =>
        [...named].reduce((text, [id, name]) => text.replaceAll(id, name), row),
      )
      // Rows of other tests name other ids.
      return [table, told.filter((row) => row.includes('the-')).toSorted()] as const
    }),
  )
  return Object.fromEntries(all)
}

async function faultOf(saving: Promise<unknown>): Promise<unknown> {
  try {
    return await saving
  } catch (error) {
    return toDatabaseFault(error) ?? error
  }
}

describe('all ways', () => {
  it('write the same rows, step by step through all that a save may hold', async () => {
    const written: object[][] = []
    for (const way of WAYS) {
      const ids = newIds()
      const told: object[] = []
      for (const save of everySave(ids)) {
        await saveAs(way, save)
        told.push(await rowsWritten(ids.named))
      }
      written.push(told)
    }
    const [byFunction, byStatement, byParts] = written
    expect(byStatement).toEqual(byFunction)
    expect(byParts).toEqual(byFunction)
    for (const table of TABLES)
      expect(byFunction?.some((rows) => (rows as Record<string, unknown[]>)[table]?.length)).toBe(
        true,
      )
  })

  it('are taken by saves of one booking and of more', () => {
    const lone = everySave(newIds()).map((save) => loneBookingOf(save) !== undefined)
    expect(new Set(lone)).toEqual(new Set([true, false]))
  })
})

describe.each(WAYS)('a save by %s', (way: Way) => {
  const save = (one: CalendarSave) => saveAs(way, one)

  /** A calendar that was made, and one booking on it. */
  async function begin() {
    const ids = newIds()
    const [create, book] = everySave(ids)
    await save(create)
    return { ids, book }
  }

  const count = async (table: string, professionalId: string) => {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from ${table} where professional_id = $1`,
      [professionalId],
    )
    return rows[0]?.n
  }

  it('is won by one of many at the same revision, and nobody is ended by a deadlock', async () => {
    const { ids, book } = await begin()
    const rivals = Array.from({ length: SAVERS }, (_, index) => {
      const own = newIds()
      const [, other] = everySave({ ...own, professionalId: ids.professionalId })
      const { countedFor: _counted, ...uncounted } = other
      return { ...uncounted, at: AT + index }
    })
    const saved = await Promise.all(rivals.map(save))
    expect(saved.filter((revision) => revision !== undefined)).toHaveLength(1)
    expect(await count('bookings', book.professionalId)).toBe(1)
    expect(await count('changes', book.professionalId)).toBe(
      await count('unpublished', book.professionalId),
    )
  })

  it('writes nothing at another revision', async () => {
    const { book } = await begin()
    expect(await save({ ...book, revision: 7 })).toBeUndefined()
    expect(await count('bookings', book.professionalId)).toBe(0)
    expect(await count('changes', book.professionalId)).toBe(1)
  })

  it('is undone by a key that a twin has taken', async () => {
    const { ids, book } = await begin()
    expect(await save(book)).toBe(2)
    const later = {
      ...book,
      revision: 2,
      effects: { changes: everySave(newIds())[1].effects.changes },
    }
    expect(await faultOf(save(later))).toEqual({
      kind: 'duplicate',
      constraint: 'idempotency_keys_pkey',
    })
    expect(await count('changes', ids.professionalId)).toBe(2)
    const { rows } = await pool.query(
      'select revision::int from calendars where professional_id = $1',
      [ids.professionalId],
    )
    expect(rows).toEqual([{ revision: 2 }])
  })

  it('is undone by an account that others have added to', async () => {
    const { book } = await begin()
    const outdated = { ...book, countedFor: { uid: book.countedFor?.uid ?? '', version: 9 } }
    expect(await faultOf(save(outdated))).toEqual({ kind: 'outdated' })
    expect(await count('bookings', book.professionalId)).toBe(0)
    const unknown = { ...book, countedFor: { uid: book.countedFor?.uid ?? '', version: undefined } }
    expect(await faultOf(save(unknown))).toEqual({ kind: 'duplicate', constraint: 'accounts_pkey' })
  })

  it('never lets two appointments overlap', async () => {
    const { ids, book } = await begin()
    await save(book)
    const other = newIds()
    const [, again] = everySave({ ...other, professionalId: ids.professionalId })
    const { countedFor: _counted, ...uncounted } = again
    expect(await faultOf(save({ ...uncounted, revision: 2 }))).toEqual({ kind: 'overlap' })
    expect(await count('appointments', ids.professionalId)).toBe(1)
  })

  it('frees a time before it is taken, every time', async () => {
    const { ids, book } = await begin()
    await save(book)
    let [taken] = book.effects.newAppointments ?? []
    for (let revision = 2; revision < 22; revision++) {
      if (!taken) throw new Error('there must be an appointment')
      const { changes } = everySave(newIds())[1].effects
      const next = {
        ...taken,
        appointmentId: newIds().appointmentId,
        end: taken.end + (revision % 3) * MINUTE,
      }
      const effects = {
        changes,
        changedAppointments: [{ ...taken, seatsTaken: 0, state: 'gone' as const }],
        newAppointments: [next],
      }
      const { kept: _kept, countedFor: _counted, ...bare } = book
      expect(await save({ ...bare, revision, effects })).toBe(revision + 1)
      taken = next
    }
    expect(await count('appointments', ids.professionalId)).toBe(21)
  })
})

it('a save by parts waits for an account when all else is written, and ends with it', async () => {
  const sent: Recorded[] = []
  const ids = newIds()
  const [create, book] = everySave(ids)
  await saveAs('apart', create)
  await saveDecision(recording(apart, sent), book, 'function')
  const last = sent.at(-1)
  expect(last?.text).toMatch(/^update "accounts"/)
  expect(last?.text).toContain(WITH_COMMIT)
  // What is behind the calendar waits for one answer.
  const before = sent.slice(0, -1)
  expect(before.length).toBeGreaterThan(1)
  expect(before.filter(({ text }) => !isSentAhead(text))).toEqual([])
})

it('a save by parts that has anything on the coordinator writes a table there that Citus knows, which makes two phases of its commit', async () => {
  const [create, book, ...later] = everySave(newIds())
  const sentFor = async (one: CalendarSave) => {
    const sent: Recorded[] = []
    const revision = await saveDecision(recording(apart, sent), one, 'function')
    return { revision, texts: sent.map(({ text }) => text).join('\n') }
  }
  const saved = []
  for (const one of [create, book, ...later]) saved.push(await sentFor(one))
  // A change of the calendar alone, with an answer that is kept.
  const { countedFor: _counted, kept, ...bare } = book
  if (!kept) throw new Error('a booking keeps its answer')
  const keyed = { ...bare, kept: { ...kept, key: newIds().key } }
  const effects = { changes: everySave(newIds())[1].effects.changes }
  const revision = saved.at(-1)?.revision
  saved.push(await sentFor({ ...keyed, revision, effects }))
  expect(saved.map((one) => one.revision)).not.toContain(undefined)
  const behind = saved.filter(({ texts }) => /"(idempotency_keys|accounts)"/.test(texts))
  expect(behind.length).toBeGreaterThan(2)
  expect(behind.filter(({ texts }) => !/"(places|client_bookings)"/.test(texts))).toEqual([])
})
