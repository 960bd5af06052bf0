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
import { AT, type Ids, everySave, newIds } from '../support/saves.ts'

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

/** The same booking, told by two changes: so that it is saved like any decision. */
const toldTwice = (book: CalendarSave): CalendarSave => {
  const changes = [...book.effects.changes, ...everySave(newIds())[1].effects.changes]
  return { ...book, effects: { ...book.effects, changes } }
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
    const [byFunction, byStatement, byCoordinator] = written
    expect(byStatement).toEqual(byFunction)
    expect(byCoordinator).toEqual(byFunction)
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
    const { ids, book } = await begin()
    const before = await rowsWritten(ids.named)
    for (const one of [book, toldTwice(book)])
      expect(await save({ ...one, revision: 7 })).toBeUndefined()
    expect(await rowsWritten(ids.named)).toEqual(before)
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

/** A change of the calendar alone, and the same with an answer that is kept. */
function ofCalendar(book: CalendarSave, revision: number) {
  const { countedFor: _counted, kept, ...bare } = book
  if (!kept) throw new Error('a booking keeps its answer')
  const alone = { ...bare, revision, effects: { changes: everySave(newIds())[1].effects.changes } }
  return { alone, keyed: { ...alone, kept: { ...kept, key: newIds().key } } }
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
  expect(new Set(names)).toEqual(new Set(['save_decision_apart_v1', 'save_booking_apart_v1']))
  const { alone, keyed } = ofCalendar(saves[1], 8)
  const { texts, revision } = await sentBy(alone)
  expect(revision).toBe(9)
  expect(texts.join()).toContain('save_decision_v1(')
  const withAnswer = await sentBy({ ...keyed, revision: 9 })
  expect(withAnswer.texts.join()).toContain('save_decision_apart_v1(')
})

describe('a save at the coordinator of a distributed Postgres', () => {
  let held: Kysely<Database>

  beforeAll(async () => {
    // One that does not commit with a save, so that what it did is looked at before.
    held = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
    // As it is where a database is cut: an owner is kept apart by their place alone.
    await pool.query('alter table professionals drop constraint professionals_owner')
  })

  /** The tables that a save writes, or tries to. */
  const writtenBy = (one: CalendarSave) =>
    held.transaction().execute(async (transaction) => {
      const revision = await saveApart(transaction, one)
      const { rows } = await sql<{ table: string }>`select relation::regclass::text as table
        from pg_locks where pid = pg_backend_pid() and mode = 'RowExclusiveLock'`.execute(
        transaction,
      )
      return { revision, tables: rows.map(({ table }) => table) }
    })

  it('writes a table there that Citus knows, whenever it writes one that Citus does not: its commit has two phases', async () => {
    const saves = everySave(newIds())
    const written = []
    for (const one of saves) written.push(await writtenBy(one))
    const { keyed } = ofCalendar(saves[1], 8)
    written.push(await writtenBy(keyed))
    expect(written.map(({ revision }) => Number(revision))).toEqual([1, 2, 3, 6, 7, 8, 9])
    const plain = ({ tables }: { readonly tables: readonly string[] }) =>
      tables.includes('idempotency_keys') || tables.includes('accounts')
    const known = ({ tables }: { readonly tables: readonly string[] }) =>
      tables.includes('places') || tables.includes('client_bookings')
    expect(written.filter(plain).length).toBeGreaterThan(3)
    expect(written.filter((one) => plain(one) && !known(one))).toEqual([])
  })

  it.each([
    ['of one booking', (book: CalendarSave) => book],
    ['of more', toldTwice],
  ])('%s waits for an account when all else is written', async (_, toSave) => {
    const ids = newIds()
    const [create, book] = everySave(ids)
    await saveAs('apart', create)
    const saving = await held.transaction().execute(async (transaction) => {
      await sql`select from accounts where uid = ${ids.uid} for update`.execute(transaction)
      const saved = saveAs('apart', toSave(book))
      const written = async () => {
        const { rows } = await pool.query<{ table: string }>(
          `select relation::regclass::text as table from pg_locks join pg_stat_activity using (pid)
            where datname = current_database() and wait_event_type = 'Lock' and mode = 'RowExclusiveLock'`,
        )
        return rows.map(({ table }) => table)
      }
      await expect
        .poll(written)
        .toEqual(
          expect.arrayContaining(['bookings', 'idempotency_keys', 'places', 'client_bookings']),
        )
      return { saved }
    })
    expect(await saving.saved).toBeGreaterThan(1)
  })

  /** What leads to a calendar and its bookings, each id under its name. */
  async function ledBy({ professionalId, named }: Ids) {
    const { rows: places } = await pool.query<{ place: string }>(
      `select kind || ' ' || key as place from places where professional_id = $1 order by 1`,
      [professionalId],
    )
    const { rows: bookings } = await pool.query<{ booking: string }>(
      `select concat_ws(' ', c.client_uid, c.booking_id, c.status, case when c.hold_expires_at is not null then 'for a while' end) as booking
        from client_bookings c join bookings b using (professional_id, booking_id)
        where professional_id = $1 and c.start_at = b.start_at order by b.created_at, c.booking_id`,
      [professionalId],
    )
    expect(await countOf('client_bookings', professionalId)).toBe(bookings.length)
    const toName = (text: string) =>
      text.replaceAll(/[\da-f-]{36}/g, (id) => named.get(id) ?? 'unknown')
    return {
      places: places.map(({ place }) => toName(place)),
      bookings: bookings.map(({ booking }) => toName(booking)),
    }
  }

  const MADE = ['owner the-ownerUid', 'service the-serviceId']
  const BOOKED = ['booking the-bookingId', ...MADE]
  const HELD = ['booking the-bookingId', 'booking the-otherBookingId', ...MADE]

  it('says where what it made lies, and whose it is, as it is after each step', async () => {
    const ids = newIds()
    const [create, book, ...later] = everySave(ids)
    const [hold, handOn, ...last] = later
    if (!hold || !handOn) throw new Error('there must be a hold, and a step of it')
    await saveAs('apart', create)
    expect(await ledBy(ids)).toEqual({ places: MADE, bookings: [] })
    await saveAs('apart', book)
    const booked = 'the-uid the-bookingId confirmed'
    expect(await ledBy(ids)).toEqual({ places: BOOKED, bookings: [booked] })
    await saveAs('apart', hold)
    const bookings = [booked, 'the-uid the-otherBookingId held for a while']
    expect(await ledBy(ids)).toEqual({ places: HELD, bookings })
    // One is cancelled, the other is given to somebody without an account.
    await saveAs('apart', handOn)
    const cancelled = ['the-uid the-bookingId cancelled']
    expect(await ledBy(ids)).toEqual({ places: HELD, bookings: cancelled })
    for (const one of last) await saveAs('apart', one)
    expect(await ledBy(ids)).toEqual({ places: HELD, bookings: [] })
  })

  const guest = { name: 'Ben' }

  it('lists a guest’s booking for nobody', async () => {
    const ids = newIds()
    const [create, { countedFor: _counted, ...book }] = everySave(ids)
    await saveAs('apart', create)
    const newBookings = book.effects.newBookings?.map((one) => ({ ...one, client: guest })) ?? []
    const one = { ...book, effects: { ...book.effects, newBookings } }
    expect(loneBookingOf(one)).toBeDefined()
    expect(await saveAs('apart', one)).toBe(2)
    expect(await ledBy(ids)).toEqual({ places: BOOKED, bookings: [] })
  })

  it('of several bookings lists each for its client', async () => {
    const ids = newIds()
    const [create, book, hold] = everySave(ids)
    if (!hold) throw new Error('there must be a hold')
    await saveAs('apart', create)
    const both = {
      changes: [...book.effects.changes, ...hold.effects.changes],
      newAppointments: [book, hold].flatMap(({ effects }) => effects.newAppointments ?? []),
      newBookings: [
        ...(book.effects.newBookings?.map((one) => ({ ...one, client: guest })) ?? []),
        ...(hold.effects.newBookings ?? []),
      ],
    }
    expect(await saveAs('apart', { ...book, effects: both })).toBe(3)
    const bookings = ['the-uid the-otherBookingId held for a while']
    expect(await ledBy(ids)).toEqual({ places: HELD, bookings })
  })

  it('is undone where its owner has a calendar already', async () => {
    const ids = newIds()
    await saveAs('apart', everySave(ids)[0])
    const [again] = everySave({ ...newIds(), ownerUid: ids.ownerUid })
    const { newAccount: _new, ...other } = again
    expect(await faultOf(saveAs('apart', other))).toEqual({
      kind: 'duplicate',
      constraint: 'places_pkey',
    })
    expect(await countOf('calendars', other.professionalId)).toBe(0)
  })
})
