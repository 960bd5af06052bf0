// Raw SQL is checked by no compiler: what each statement declares of its rows is compared with what Postgres says of them.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fillMany } from '../../bench/growth/fill.ts'
import { type Database, openDatabase } from '../../shared/database/connection/connection.ts'
import { declaredStatements } from '../../shared/database/connection/raw-statement.ts'
import { findAccount } from '../../shared/database/load/find-account.ts'
import { loadAccount } from '../../shared/database/load/load-account.ts'
import { loadForCommand } from '../../shared/database/load/load-for-command.ts'
import { DAY } from '../../shared/time/instant.ts'
import { claimDeliveries } from '../../shared/database/notify/deliveries.ts'
import { countGuestMail } from '../../shared/database/notify/guest-mail.ts'
import { loadNotification } from '../../shared/database/notify/load-notification.ts'
import { claimReminders, saveReminders } from '../../shared/database/notify/reminders.ts'
import {
  claimUnpublishedAccounts,
  markAccountsPublished,
} from '../../shared/database/save/account-outbox.ts'
import { foldRows } from '../../shared/database/save/fold-rows.ts'
import { saveAccount } from '../../shared/database/save/save-account.ts'
import { saveApart } from '../../shared/database/save/save-by-function.ts'
import { saveDecision } from '../../shared/database/save/save-decision.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { describeStatement } from '../support/describe-statement.ts'
import { searchAmongMany } from '../support/every-statement.ts'
import * as f from '../support/fixtures.ts'
import { ALLOWED, SMALL, complaintsOf, planOf, tablesOf } from '../support/plans.ts'
import { type Recorded, type Recorder, record, recording } from '../support/recorded.ts'
import type { User } from '../support/users.ts'
import { everySave, newIds } from '../support/saves.ts'

const DATABASE = join(import.meta.dirname, '../../shared/database')

let backend: Backend
let recorder: Recorder
let own: Kysely<Database> | undefined

/** What a command on an account alone sends: counted or not, on a first row or on one that stands. */
async function liveOnAccount(uid: string): Promise<void> {
  const now = backend.world.now()
  const attempt = { function: 'save-account', key: 'one' }
  const loaded = await loadAccount(recorder.database, { uid, now, maxCommands: 9, attempt }, {})
  const all = { devices: true, notificationIds: [backend.world.newId()], unread: true }
  await loadAccount(recorder.database, { uid, now }, all)
  const account = {
    name: 'Carl',
    email: null,
    phone: null,
    timeZone: null,
    locale: null,
    push: true,
    mail: true,
    reminderMinutes: [60],
    isTold: false,
  }
  const device = {
    deviceId: backend.world.newId(),
    token: 'a',
    platform: 'web',
    locale: null,
  } as const
  const effects = { registers: device, unregisters: [device.deviceId], reads: 'all' } as const
  const save = { at: now, account, effects, isChanged: true }
  const version = loaded.account?.version
  await saveAccount(recorder.database, { ...save, uid, version })
  await saveAccount(recorder.database, {
    ...save,
    uid,
    version: 1,
    effects: { reads: [device.deviceId] },
  })
  const fresh = { ...save, uid: `${uid}-new`, version: undefined }
  await saveAccount(recorder.database, { ...fresh, effects: {}, isChanged: false })
  await markAccountsPublished(recorder.database, [{ uid, version: 9 }])
  await claimUnpublishedAccounts(recorder.database, now)
  await findAccount(recorder.database, uid, now)
}

/** What telling people of a booking sends; a message of each is there by then. */
async function tell(professionalId: string, bookingId: string): Promise<void> {
  const now = backend.world.now()
  const { database } = recorder
  const found = await backend.database.query<{ notification_id: string }>(
    'select notification_id from notifications',
  )
  const ids = found.rows.map(({ notification_id }) => notification_id)
  for (const id of ids) {
    const told = await loadNotification(database, id, now)
    expect(told).toBeDefined()
    expect(await loadNotification(distributed(), id, now)).toEqual(told)
  }
  await saveReminders(database, [{ professionalId, bookingId, dueAt: [now], from: now }])
  expect(await claimReminders(database, now, 1)).toHaveLength(1)
  await claimDeliveries(database, now, 1, { channel: 'mail' })
  await claimDeliveries(database, now, 1, { channel: 'mail', notificationIds: ids })
  expect(
    await countGuestMail(database, {
      ownerUid: 'somebody',
      date: '2026-11-26',
      digest: 'digest',
      isAgain: false,
    }),
  ).toBe(true)
}

/** The same database, asked as a distributed one. */
function distributed(): Kysely<Database> {
  const { database } = backend.world.config
  if (!('url' in database)) throw new Error('the tests know their database by its address')
  own ??= openDatabase({ config: { connectionString: database.url }, isDistributed: true })
  return recording(own, recorder.statements)
}

/** What a command loads and saves where Postgres is distributed. */
async function askDistributed(client: User, { serviceId }: f.Made): Promise<void> {
  const { now } = backend.world
  const database = distributed()
  const range = { start: now(), end: now() + DAY }
  const asked = { uid: client.uid, about: client.uid, now: now(), maxCommands: 9 }
  const found = await loadForCommand(database, { locator: { serviceId }, range }, asked)
  // Nothing says yet whose the service is: what was saved by one Postgres has no place.
  expect(found.calendar).toBeUndefined()
  expect(found.caller.account).toBeDefined()
  for (const save of everySave(newIds())) await saveApart(database, save)
}

/** A life that sends every raw statement: a booking is made, published, mirrored, found and looked after. */
async function live(): Promise<void> {
  const recorded = recorder.backend
  const [owner, client] = [await backend.user('Olga Owner'), await backend.user('Carl Client')]
  const made = await f.makeProfessional(recorded, owner, { professional: { timeZone: 'UTC' } })
  const { professionalId, serviceId } = made
  const range = { from: f.inDays(recorded, 1), to: f.inDays(recorded, 2) }
  const question = { professionalId, serviceId, ...range }
  // The second time it is kept.
  for (const _ of [1, 2]) f.granted(await f.get(recorded, 'search-availability', client, question))
  const [first, second] = await f.slotsOf(recorded, client, made)
  for (const [name, body] of [
    ['hold-slot', { serviceId, start: first?.start }],
    ['create-booking', { serviceId, start: second?.start }],
    ['set-activity', { state: 'away', message: 'lunch', until: f.inDays(backend, 1) }],
    ['set-block', { clientUid: client.uid, blocked: false }],
    ['set-block', { email: 'Gina@example.com', blocked: true, note: 'late' }],
    ['set-block', { phone: '+49 170', blocked: true }],
    ['set-block', { phone: '+49 170', blocked: false }],
    ['set-date-hours', { date: '2030-01-01', intervals: [] }],
    [
      'set-external-busy',
      { source: 'x', from: f.inDays(backend, 9), to: f.inDays(backend, 10), intervals: [] },
    ],
  ] as const)
    f.granted(await f.post(recorded, name, name.startsWith('set') ? owner : client, body))
  await backend.database.query(
    'update professionals set folded = null; update services set folded = null',
  )
  await foldRows(recorder.database)
  await liveOnAccount(client.uid)
  await askDistributed(client, made)
  for (const save of everySave(newIds())) await saveDecision(recorder.database, save, 'statement')
  f.granted(await f.post(recorded, 'tick', undefined, {}))
  f.granted(await f.post(recorded, 'relay-changes', undefined, {}))
  f.granted(await f.get(recorded, 'search-professionals', client))
  f.granted(await f.get(recorded, 'get-schedule', owner, { professionalId }))
  await vi.waitFor(
    async () => {
      const { rowCount } = await backend.database.query('select from notifications')
      expect(rowCount).toBeGreaterThan(0)
    },
    { timeout: 20_000 },
  )
  await tell(
    professionalId,
    f.granted(await f.get(recorded, 'list-bookings', client, { as: 'client' })).bookings[0]
      ?.bookingId ?? '',
  )
  const connection = await backend.database.connect()
  try {
    const many = { professionals: 1_100, appointments: 1_100 }
    await fillMany(connection, { ...many, now: new Date(backend.world.now()).toISOString() })
  } finally {
    connection.release()
  }
  await searchAmongMany(recorder, backend.world.now())
  await searchAmongMany({ ...recorder, database: distributed() }, backend.world.now())
  const erasure = { confirm: 'erase', cancelBookings: true }
  f.granted(await f.post(recorded, 'erase-account', client, erasure))
}

beforeAll(async () => {
  const files = readdirSync(DATABASE, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')))
    await import(join(DATABASE, file))
  // What is sent where answers are kept is sent here, however the suite is run.
  backend = await startBackend({ config: { answersKept: 5_000 } })
  recorder = await record(backend)
  await live()
})
afterAll(async () => {
  await own?.destroy()
  await recorder.stop()
  await backend.stop()
})

const textsOf = (name: string): readonly Recorded[] => {
  const all = recorder.statements.filter((one) => one.name === name)
  return [...new Map(all.map((one) => [one.text, one])).values()]
}

async function describeRows({ text }: Recorded): Promise<readonly pg.FieldDef[]> {
  const connection = await backend.database.connect()
  try {
    return await describeStatement(connection, text)
  } finally {
    connection.release()
  }
}

async function typesOf(fields: readonly pg.FieldDef[]): Promise<ReadonlyMap<number, string>> {
  const { rows } = await backend.database.query<{ oid: number; name: string }>(
    'select oid::int, typname as name from pg_type where oid = any ($1)',
    [fields.map(({ dataTypeID }) => dataTypeID)],
  )
  return new Map(rows.map(({ oid, name }) => [oid, name]))
}

/** Of the columns that are a table's own: whether they may be null there. */
async function nullableOnes(fields: readonly pg.FieldDef[]): Promise<readonly string[]> {
  const { rows } = await backend.database.query<{ oid: number; column: number }>(
    `select attrelid::int as oid, attnum::int as column from pg_attribute
      where attrelid = any ($1) and attnum > 0 and not attnotnull`,
    [fields.map(({ tableID }) => tableID)],
  )
  return fields
    .filter(({ tableID, columnID }) =>
      rows.some(({ oid, column }) => oid === tableID && column === columnID),
    )
    .map(({ name }) => name)
}

const names = [
  'bookings-with-history',
  'claim-deliveries',
  'claim-reminders',
  'claim-unpublished-accounts',
  'count-command',
  'few-professionals',
  'few-professionals-apart',
  'find-account',
  'find-candidates',
  'find-few-candidates',
  'find-place',
  'fold-professionals',
  'fold-services',
  'load-account',
  'load-accounts-apart',
  'load-calendar',
  'load-calendar-apart',
  'load-due-calendar',
  'load-erasable',
  'load-message',
  'load-mirror-state',
  'load-notification',
  'lock-guest-mail',
  'mark-accounts-published',
  'mark-published',
  'match-professionals',
  'read-calendar',
  'read-calendar-for-taker',
  'read-calendars',
  'read-revisions',
  'save-account',
  'save-booking',
  'save-booking-apart',
  'save-by-statement',
  'save-decision',
  'save-decision-apart',
  'save-openings',
  'save-reminders',
  'walk-professionals',
  'walk-professionals-apart',
]

it('every raw statement is known here, and sent', () => {
  expect([...declaredStatements.keys()].toSorted()).toEqual(names)
  expect(names.filter((name) => textsOf(name).length === 0)).toEqual([])
})

describe.each(names)('the rows of %s', (name) => {
  it('have the columns and types that are declared', async () => {
    const columns = Object.entries(declaredStatements.get(name) ?? {})
    for (const statement of textsOf(name)) {
      const fields = await describeRows(statement)
      const types = await typesOf(fields)
      const found = fields.map((field) => [field.name, types.get(field.dataTypeID)])
      expect(Object.fromEntries(found), statement.text).toEqual(
        Object.fromEntries(columns.map(([column, { type }]) => [column, type])),
      )
      expect(found).toHaveLength(columns.length)
    }
  })

  it('are null only where that is declared', async () => {
    const required = Object.entries(declaredStatements.get(name) ?? {})
      .filter(([, { isNullable }]) => !isNullable)
      .map(([column]) => column)
    for (const statement of textsOf(name)) {
      const nullable = await nullableOnes(await describeRows(statement))
      expect(nullable.filter((column) => required.includes(column))).toEqual([])
    }
    const rows = recorder.statements.flatMap((one) => (one.name === name ? one.rows : []))
    expect(rows.filter((row) => required.some((column) => row[column] === null))).toEqual([])
  })
})

// Shortly what test/long/plans.test.ts looks at: all that was sent here, among some thousand rows.
it('no statement reads a table whole that grows', async () => {
  const connection = await backend.database.connect()
  try {
    const tables = [...(await tablesOf(connection))]
    const growing = new Set(
      tables.filter(([name, rows]) => rows >= 1_000 && !(name in SMALL)).map(([name]) => name),
    )
    expect([...growing]).toEqual(expect.arrayContaining(['calendars', 'bookings', 'openings']))
    const sent = new Map(recorder.statements.map((one) => [one.text, one]))
    const found: Record<string, readonly string[]> = {}
    for (const one of sent.values()) {
      const complaints = complaintsOf(await planOf(connection, one), {
        growing,
        most: Number.POSITIVE_INFINITY,
      })
      if (complaints.length > 0 && !(one.name in ALLOWED))
        found[`${one.site} ${one.name}`] = complaints
    }
    expect(found).toEqual({})
  } finally {
    connection.release()
  }
})
