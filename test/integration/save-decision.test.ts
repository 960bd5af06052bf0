// What a save must do, whichever of its ways is taken, the one of a distributed Postgres among them: they write the same, and hold or
// fail alike.
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, LIMITS, openDatabase } from '../../shared/database/connection/connection.ts'
import { toDatabaseFault } from '../../shared/database/connection/errors.ts'
import type { CalendarSave } from '../../shared/database/save/calendar-save.ts'
import { loneBookingOf } from '../../shared/database/save/lone-booking.ts'
import { saveApart } from '../../shared/database/save/save-by-function.ts'
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

async function countOf(table: string, professionalId: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from ${table} where professional_id = $1`,
    [professionalId],
  )
  return rows[0]?.n
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
    expect(await countOf('bookings', book.professionalId)).toBe(1)
    expect(await countOf('changes', book.professionalId)).toBe(
      await countOf('unpublished', book.professionalId),
    )
  })

  it('writes nothing at another revision', async () => {
    const { book } = await begin()
    expect(await save({ ...book, revision: 7 })).toBeUndefined()
    expect(await countOf('bookings', book.professionalId)).toBe(0)
    expect(await countOf('changes', book.professionalId)).toBe(1)
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
    expect(await countOf('changes', ids.professionalId)).toBe(2)
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
    expect(await countOf('bookings', book.professionalId)).toBe(0)
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
    expect(await countOf('appointments', ids.professionalId)).toBe(1)
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
    expect(await countOf('appointments', ids.professionalId)).toBe(21)
  })
})

/** What a save sends, apart. */
async function sentBy(one: CalendarSave) {
  const sent: Recorded[] = []
  const revision = await saveDecision(recording(apart, sent), one, 'function')
  return { revision, texts: sent.map(({ text }) => text) }
}

it('a save where Postgres is distributed is one statement, and nothing of the coordinator where all is the calendar’s own', async () => {
  const ids = newIds()
  const saves = everySave(ids)
  const names = []
  for (const one of saves) {
    const { texts } = await sentBy(one)
    expect(texts).toHaveLength(1)
    names.push(/select (\w+)\(/.exec(texts[0] ?? '')?.[1])
  }
  const { countedFor: _counted, kept: _kept, ...bare } = saves[1]
  const effects = { changes: everySave(newIds())[1].effects.changes }
  const { texts, revision } = await sentBy({ ...bare, revision: 8, effects })
  expect(revision).toBe(9)
  expect(texts.join()).toContain('save_decision_v1(')
  expect(new Set(names)).toEqual(new Set(['save_decision_apart_v1', 'save_booking_apart_v1']))
})

describe('a save at the coordinator of a distributed Postgres', () => {
  let held: Kysely<Database>

  beforeAll(() => {
    // One that does not commit with a save, so that what it did is looked at before.
    held = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  })

  /** The tables that a save asks for rows of or writes to. */
  const touchedBy = (one: CalendarSave) =>
    held.transaction().execute(async (transaction) => {
      const revision = await saveApart(transaction, one)
      const { rows } = await sql<{ table: string }>`select relname as table
        from pg_stat_xact_user_tables where coalesce(idx_scan, 0) + seq_scan + n_tup_ins > 0`.execute(
        transaction,
      )
      return { revision, tables: rows.map(({ table }) => table) }
    })

  it('writes a table there that Citus knows, whenever it writes one that Citus does not: its commit has two phases', async () => {
    const ids = newIds()
    const saves = everySave(ids)
    const touched = []
    for (const one of saves) touched.push(await touchedBy(one))
    // A change of the calendar alone, with an answer that is kept.
    const { countedFor: _counted, kept, ...bare } = saves[1]
    if (!kept) throw new Error('a booking keeps its answer')
    const effects = { changes: everySave(newIds())[1].effects.changes }
    const keyed = { ...bare, kept: { ...kept, key: newIds().key }, revision: 8, effects }
    touched.push(await touchedBy(keyed))
    expect(touched.map(({ revision }) => Number(revision))).toEqual([1, 2, 3, 6, 7, 8, 9])
    const plain = ({ tables }: { readonly tables: readonly string[] }) =>
      tables.includes('idempotency_keys') || tables.includes('accounts')
    const known = ({ tables }: { readonly tables: readonly string[] }) =>
      tables.includes('places') || tables.includes('client_bookings')
    expect(touched.filter(plain).length).toBeGreaterThan(3)
    expect(touched.filter((one) => plain(one) && !known(one))).toEqual([])
  })

  it('says where what it made lies, and whose it is, as it is after each step', async () => {
    const ids = newIds()
    const placed = async () => {
      const { rows: places } = await pool.query<object>(
        'select kind, key from places where professional_id = $1 order by kind, key',
        [ids.professionalId],
      )
      const { rows: bookings } = await pool.query<object>(
        `select client_uid, booking_id, status, start_at = (select start_at from bookings b where b.booking_id = c.booking_id) as "isThen"
          from client_bookings c where professional_id = $1 order by booking_id = $2`,
        [ids.professionalId, ids.otherBookingId],
      )
      return { places: places.length, bookings }
    }
    const [create, book, ...later] = everySave(ids)
    const [hold, handOn, ...last] = later
    if (!hold || !handOn) throw new Error('there must be a hold, and a step of it')
    const of = (bookingId: string, status: string) => ({
      client_uid: ids.uid,
      booking_id: bookingId,
      status,
      isThen: true,
    })
    await saveAs('apart', create)
    expect(await placed()).toEqual({ places: 2, bookings: [] })
    await saveAs('apart', book)
    expect(await placed()).toEqual({ places: 3, bookings: [of(ids.bookingId, 'confirmed')] })
    await saveAs('apart', hold)
    expect(await placed()).toEqual({
      places: 4,
      bookings: [of(ids.bookingId, 'confirmed'), of(ids.otherBookingId, 'held')],
    })
    // One is cancelled, the other is given to somebody without an account.
    await saveAs('apart', handOn)
    expect(await placed()).toEqual({ places: 4, bookings: [of(ids.bookingId, 'cancelled')] })
    for (const one of last) await saveAs('apart', one)
    expect(await placed()).toEqual({ places: 4, bookings: [] })
  })

  it('is undone where its owner has a calendar already', async () => {
    const ids = newIds()
    await saveAs('apart', everySave(ids)[0])
    const [again] = everySave({ ...newIds(), ownerUid: ids.ownerUid })
    const { newAccount: _new, ...other } = again
    expect(await faultOf(saveAs('apart', other))).toMatchObject({ kind: 'duplicate' })
    expect(await countOf('calendars', other.professionalId)).toBe(0)
  })
})
