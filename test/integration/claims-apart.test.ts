// Claims in the form that a distributed Postgres takes: several claimers at once never hold the same, and together they hold all.
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { claimDue, giveBackDue } from '../../shared/database/clock/due.ts'
import { claimReconciliations } from '../../shared/database/clock/reconciliations.ts'
import { openDatabase } from '../../shared/database/connection/connection.ts'
import { claimReminders } from '../../shared/database/notify/reminders.ts'
import { claimUnpublished } from '../../shared/database/save/outbox.ts'
import { type Clone, cloneDatabase } from '../support/clone-database.ts'

const NOW = Date.UTC(2027, 2, 10, 9)
const COUNT = 15

// They fill tables by statements of their own, which a cluster does not take, so that they run on one Postgres.
let clone: Clone
let database: ReturnType<typeof openDatabase>

const FILL = `
  with ids as (select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(1, ${COUNT}) n),
    k as (insert into calendars (professional_id, revision, due_at, reconciled_at) select id, 1, '2027-01-01', '2027-01-01' from ids),
    c as (insert into changes (professional_id, revision, change_id, type, at, by_kind)
      select id, 1, id, 'schedule.changed', '2027-01-01', 'system' from ids),
    u as (insert into unpublished (professional_id, revision, at) select id, 1, '2027-01-01' from ids),
    a as (insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state)
      select id, id, id, '[2027-03-11,2027-03-12)', '[2027-03-11,2027-03-12)', 1, 1, 'active' from ids),
    b as (insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats,
        client_name, created_at, updated_at)
      select id, id, id, id, 'confirmed', '2027-03-11', '2027-03-12', 1, 'Carl', '2027-01-01', '2027-01-01' from ids)
  insert into reminders (professional_id, booking_id, due_at, reminder_id) select id, id, '2027-03-10', id from ids`

beforeAll(async () => {
  clone = await cloneDatabase()
  const config = { connectionString: clone.url }
  const client = new pg.Client(config)
  await client.connect()
  await client.query(FILL)
  await client.end()
  database = openDatabase({ config, isDistributed: true })
})
afterAll(async () => {
  await database.destroy()
  await clone.drop()
})

const CLAIMS = {
  'calendars that are due': () => claimDue(database, NOW),
  'calendars to compare': () => claimReconciliations(database, NOW),
  reminders: async () =>
    (await claimReminders(database, NOW, 100)).map(({ reminderId }) => reminderId),
  'changes to publish': async () =>
    (await claimUnpublished(database, NOW)).flat().map(({ changeId }) => changeId),
}

it.each(Object.entries(CLAIMS))('of %s', async (_, claim) => {
  const claimed = (await Promise.all([claim(), claim(), claim()])).flat()
  expect(new Set(claimed).size).toBe(COUNT)
  expect(claimed).toHaveLength(COUNT)
  expect(await claim()).toEqual([])
})

it('are due again at once where they are given back', async () => {
  const ids = await claimDue(database, NOW + 3_600_000)
  await giveBackDue(database, ids, NOW)
  expect((await claimDue(database, NOW)).toSorted()).toEqual(ids.toSorted())
})
