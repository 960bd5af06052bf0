// Filling what leads to bookings ahead of a cut, while rows are still written or replicated: nobody waits for it, nothing is missed, and
// nothing is left of it but what it filled.
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { distribute, fillAhead } from '../../dev/distribute/distribute.ts'
import { fillPlaces, finishPlaces } from '../../dev/distribute/fill.ts'
import { follow, isFollowed, unfollow } from '../../dev/distribute/follow.ts'
import { type Clone, cloneDatabase } from '../support/clone-database.ts'
import { fillCalendars, insertBookings } from '../support/filled-calendars.ts'
import { readKeptApart } from '../support/kept-apart.ts'

const MIGRATIONS = join(import.meta.dirname, '../../migrations')

let clone: Clone
let client: pg.Client
const opened: pg.Client[] = []

/** Another one, which writes as the worker does that applies what is replicated, or as anybody does. */
async function writer(role: 'replica' | 'origin'): Promise<pg.Client> {
  const one = new pg.Client({ connectionString: clone.url })
  opened.push(one)
  await one.connect()
  await one.query(`set session_replication_role = ${role}`)
  return one
}

beforeAll(async () => {
  clone = await cloneDatabase()
})
beforeEach(async () => {
  client = await writer('origin')
  await unfollow(client)
  await client.query('truncate calendars, places, client_bookings cascade')
  await fillCalendars(client)
})
afterEach(async () => {
  for (const one of opened.splice(0)) await one.end()
})
afterAll(() => clone.drop())

const CALENDAR = `(select professional_id from calendars order by random() limit 1)`
const ANY = `booking_id = (select booking_id from bookings order by random() limit 1)`
/** All that is written of what is led to. */
const WRITES = [
  insertBookings(
    `(select professional_id as id, 'emil' as client from ${CALENDAR} c, generate_series(1, 1)) b`,
  ),
  `update bookings set status = 'completed' where ${ANY}`,
  `update bookings set start_at = start_at + interval '1 hour' where ${ANY}`,
  `update bookings set client_uid = case when random() < 0.5 then 'dora' end where ${ANY}`,
  `delete from bookings where ${ANY}`,
  `insert into services (professional_id, service_id, name, duration_minutes, buffer_before_minutes, buffer_after_minutes,
      capacity, approval, active, created_at)
    select professional_id, gen_random_uuid(), 'S', 30, 0, 0, 1, 'automatic', true, now() from ${CALENDAR} c`,
]

/** Writes until it is told to stop. @returns how often */
async function write(by: pg.Client, isOver: () => boolean): Promise<number> {
  let n = 0
  for (; !isOver(); n++) await by.query(WRITES[n % WRITES.length] ?? '')
  return n
}

async function expectKept(): Promise<void> {
  const { shards, beside } = await readKeptApart(client)
  expect(beside).toEqual(shards)
}

describe('filling ahead', () => {
  it('misses nothing that is replicated or saved meanwhile', async () => {
    const by = [await writer('replica'), await writer('origin'), await writer('replica')]
    let isOver = false
    await follow(client)
    const written = Promise.all(by.map((one) => write(one, () => isOver)))
    // A few rows at a time, so that many are written before, within and behind them.
    for (let n = 0; n < 3; n++) await fillPlaces(client, () => {}, { rows: 4, writers: 'followed' })
    isOver = true
    for (const n of await written) expect(n).toBeGreaterThan(WRITES.length)
    await expectKept()
  })

  it.each([
    [
      'changed',
      `update bookings set status = 'completed', start_at = start_at + interval '1 hour'`,
    ],
    ['given to another client', `update bookings set client_uid = 'dora'`],
    ['deleted', 'delete from bookings'],
  ])('waits for none that are just being %s', async (_what, change) => {
    const apply = await writer('replica')
    await follow(client)
    await apply.query('begin')
    await apply.query(change)
    await fillPlaces(client, () => {}, { writers: 'followed' })
    await apply.query('commit')
    await expectKept()
  })

  it('is sent whole, twice, and says how far it is', async () => {
    for (let n = 0; n < 2; n++) {
      const lines: string[] = []
      await fillAhead(clone.url, MIGRATIONS, (line) => lines.push(line))
      expect(lines).toEqual([
        'what is written is followed',
        'owners: 5 of 5',
        'services: 5 of 5',
        'bookings: 115 of 115',
        'bookings of clients: 55 of 55',
      ])
      await expectKept()
    }
  })
})

describe('the cut', () => {
  it('finds little to do, and mends what was written unseen', async () => {
    await fillAhead(clone.url, MIGRATIONS, () => {})
    const told = async () => {
      const lines: string[] = []
      await finishPlaces(client, (line) => lines.push(line))
      return lines
    }
    expect(await told()).toEqual([
      'owners: 0 written, 0 taken away',
      'services: 0 written, 0 taken away',
      'bookings: 0 written, 0 taken away',
      'bookings of clients: 0 written, 0 taken away',
    ])
    await unfollow(client)
    const unseen = await writer('origin')
    for (let n = 0; n < 4; n++) for (const statement of WRITES) await unseen.query(statement)
    await told()
    await expectKept()
  })

  it('leaves nothing that follows', async () => {
    expect(await isFollowed(client)).toBe(false)
    await follow(client)
    expect(await isFollowed(client)).toBe(true)
    await unfollow(client)
    expect(await isFollowed(client)).toBe(false)
    const { rows } = await client.query(
      `select proname from pg_proc where proname ~ '^follow_' union select tgname from pg_trigger where tgname ~ '^follow_'`,
    )
    expect(rows).toEqual([])
  })

  it('is refused while rows are replicated into it', async () => {
    await client.query(
      `create subscription move connection '' publication move with (connect = false, slot_name = none)`,
    )
    await expect(distribute(clone.url, MIGRATIONS, () => {})).rejects.toThrow(
      'the database subscribes to another by move: stop writes there, and drop the subscription first',
    )
    await client.query('drop subscription move')
  })
})
