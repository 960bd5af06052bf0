// Where Postgres is distributed, what is kept beside the shards says what the shards do: where things are, and whose bookings are whose.
import type pg from 'pg'
import { expect } from 'vitest'
import { fillPlaces } from '../../dev/distribute/fill.ts'
import type { Backend } from './backend.ts'

/** Keeps beside the shards what a test wrote into them by statements of its own, as a database that is cut gets it. */
export async function keepApart({ world, database }: Backend): Promise<void> {
  if (!world.config.isDatabaseDistributed) return
  const client = await database.connect()
  try {
    await fillPlaces(client, () => {})
  } finally {
    client.release()
  }
}

/** Of each pair, what the shards have and what is kept of it beside them; an engine that cuts tables joins no two of the kinds. */
const KEPT: Readonly<Record<string, readonly [shards: string, beside: string]>> = {
  'whose bookings are whose': [
    `select client_uid, booking_id, professional_id, start_at, status, hold_expires_at from bookings where client_uid is not null`,
    `select client_uid, booking_id, professional_id, start_at, status, hold_expires_at from client_bookings`,
  ],
  'where bookings are': [
    `select booking_id::text as key, professional_id from bookings`,
    `select key, professional_id from places where kind = 'booking'`,
  ],
  'where services are': [
    `select service_id::text as key, professional_id from services`,
    `select key, professional_id from places where kind = 'service'`,
  ],
  'where owners’ calendars are': [
    `select owner_uid as key, professional_id from professionals`,
    `select key, professional_id from places where kind = 'owner'`,
  ],
}

/** What the shards have and what is kept beside them, by what it says. */
export async function readKeptApart(
  client: pg.ClientBase | pg.Pool,
): Promise<Readonly<Record<'shards' | 'beside', Readonly<Record<string, readonly string[]>>>>> {
  const read = async (which: 0 | 1) => {
    const told: Record<string, readonly string[]> = {}
    for (const [name, statements] of Object.entries(KEPT)) {
      const { rows } = await client.query<object>(statements[which])
      told[name] = rows.map((row) => JSON.stringify(row)).toSorted()
    }
    return told
  }
  return { shards: await read(0), beside: await read(1) }
}

/** Expects both to say the same. On one Postgres nothing is kept beside: its indexes say so. */
export async function expectKeptApart({ world, database }: Backend): Promise<void> {
  if (!world.config.isDatabaseDistributed) return
  const { shards, beside } = await readKeptApart(database)
  expect(beside).toEqual(shards)
}
