// Filling what leads to bookings, before a database is cut: in batches with progress, and again after an interruption.
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clearPlaces, fillPlaces } from '../../dev/distribute/fill.ts'
import { type Clone, cloneDatabase } from '../support/clone-database.ts'
import { BOOKINGS, CALENDARS, fillCalendars } from '../support/filled-calendars.ts'
import { readKeptApart } from '../support/kept-apart.ts'

let clone: Clone
let client: pg.Client

beforeAll(async () => {
  clone = await cloneDatabase()
  client = new pg.Client(clone.url)
  await client.connect()
  await fillCalendars(client)
})
afterAll(async () => {
  await client.end()
  await clone.drop()
})

const all = CALENDARS * BOOKINGS
const ofClients = CALENDARS * Math.floor(BOOKINGS / 2)

it('is interrupted, sent again, and says how far it is', async () => {
  const interrupted = fillPlaces(
    client,
    (line) => {
      if (line === `bookings: 20 of ${all}`) throw new Error('interrupted')
    },
    { rows: 10 },
  )
  await expect(interrupted).rejects.toThrow('interrupted')
  const half = await readKeptApart(client)
  expect(half.beside).not.toEqual(half.shards)
  const lines: string[] = []
  await fillPlaces(client, (line) => lines.push(line), { rows: 10 })
  const whole = await readKeptApart(client)
  expect(whole.beside).toEqual(whole.shards)
  expect(lines).toContain(`bookings: 110 of ${all}`)
  expect(lines.filter((line) => line.endsWith(`: ${all} of ${all}`))).toHaveLength(1)
  expect(lines.at(-1)).toBe(`bookings of clients: ${ofClients} of ${ofClients}`)
})

it('follows what was saved since it was sent', async () => {
  const { rows } = await client.query<{ id: string }>(
    'select booking_id as id from bookings where client_uid is not null order by booking_id limit 13',
  )
  const ids = rows.map(({ id }) => id)
  const change = (statement: string, from: number, to: number) =>
    client.query(`${statement} where booking_id = any ($1::uuid[])`, [ids.slice(from, to)])
  await change('delete from bookings', 0, 7)
  await change(`update bookings set status = 'cancelled', client_uid = 'dora'`, 7, 10)
  await change(`update bookings set status = 'completed'`, 10, 13)
  const before = await readKeptApart(client)
  expect(before.beside).not.toEqual(before.shards)
  await fillPlaces(client, () => {}, { rows: 10 })
  await clearPlaces(client)
  const after = await readKeptApart(client)
  expect(after.beside).toEqual(after.shards)
})
