// What is kept no longer goes: each kind at its time and no sooner, beside commands, in runs that go on where one ended.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openFanOut } from '../../shared/runtime/jobs/mirror/open-fan-out.ts'
import { loadMirrorState } from '../../shared/database/load/load-mirror-state.ts'
import { fanOut } from '../../shared/realtime/fan-out.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'

const START = Date.parse(at('08:00'))

let backend: Backend
let clock: f.Clock
let practice: Practice

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(at('08:00')))
})
afterAll(() => backend.stop())
beforeEach(async () => {
  practice = await openPractice(backend, clock)
  await backend.database.query('delete from retention_passes')
})

type Deleted = Readonly<Record<string, number>>

/** Runs the job at a time, as if no walk had been made before. */
async function deleteAt(now: number): Promise<Deleted> {
  clock.now = now
  const { body } = await backend.post('delete-expired', undefined, {})
  return (body as { deleted: Deleted }).deleted
}

async function deleteAnewAt(now: number): Promise<Deleted> {
  await backend.database.query('delete from retention_passes')
  return deleteAt(now)
}

const rows = (table: string, condition = 'true') =>
  f.count(
    backend,
    `select count(*) as n from ${table} where professional_id = $1 and ${condition}`,
    [practice.professionalId],
  )

const changes = async (query: Record<string, string> = {}) => {
  const told = f.granted(await f.get(backend, 'list-changes', practice.owner, query))
  return told as unknown as {
    readonly firstRevision: number
    readonly revision: number
    readonly changes: readonly { readonly revision: number }[]
  }
}

describe('what is kept no longer', () => {
  it('of first answers goes after 48 hours', async () => {
    const { serviceId, anna } = practice
    const body = { serviceId, start: at('09:00') }
    const headers = { 'Idempotency-Key': `of ${practice.professionalId}` }
    f.granted(await f.post(backend, 'create-booking', anna, body, headers))
    const keys = () =>
      f.count(backend, 'select count(*) as n from idempotency_keys where account = $1', [anna.uid])
    await deleteAt(START + 2 * DAY - MINUTE)
    expect(await keys()).toBe(1)
    expect((await deleteAt(START + 2 * DAY + MINUTE))['idempotencyKeys']).toBe(1)
    expect(await keys()).toBe(0)
  })

  it('of holds and requests that came to nothing goes after 7 days, with the appointment', async () => {
    const { serviceId, anna, ben, cem, owner } = practice
    const held = await practice.ask(anna, 'hold-slot', { serviceId, start: at('09:00') })
    await practice.ask(anna, 'cancel-booking', { bookingId: held.booking.bookingId })
    await practice.ask(owner, 'save-service', { serviceId, approval: 'manual' })
    const declined = await practice.book(ben, '10:00')
    const { bookingId } = declined
    await practice.ask(owner, 'decide-booking', { bookingId, decision: 'decline' })
    const pending = await practice.book(cem, '11:00', {})

    await deleteAnewAt(START + 7 * DAY - MINUTE)
    expect(await rows('bookings')).toBe(3)
    expect((await deleteAnewAt(START + 7 * DAY + MINUTE))['cameToNothing']).toBe(2)
    expect(await rows('bookings', `booking_id = '${pending.bookingId}'`)).toBe(1)
    expect(await rows('appointments')).toBe(1)
    f.expectProblem(await f.get(backend, 'get-booking', ben, { bookingId }), 'not-found')
    // History goes on telling of it, without a gap.
    expect((await changes()).changes).toHaveLength((await changes()).revision)
  })

  it('of changes goes after 400 days, but of a booking 400 days after its end', async () => {
    const booking = await practice.book(practice.anna, '09:00')
    const far = await f.book(backend, practice.ben, practice.serviceId, at('09:00', 50))
    await backend.database.query('delete from unpublished')
    const { revision } = await changes()
    await deleteAnewAt(START + 400 * DAY - MINUTE)
    expect(await rows('changes')).toBe(revision)
    expect((await changes()).firstRevision).toBe(1)

    // The calendar was made at 08:00, the first booking ends at 10:00.
    await deleteAnewAt(START + 400 * DAY + HOUR)
    const told = await changes()
    expect(told.changes.map((one) => one.revision)).toEqual([revision - 1, revision])
    expect([told.revision, told.firstRevision]).toEqual([revision, revision + 1])
    const { history } = await practice.booking(practice.anna, booking.bookingId)
    expect(history.map(({ type }) => type)).toEqual(['booking.confirmed'])

    await deleteAnewAt(START + 400 * DAY + 3 * HOUR)
    expect(await rows('changes')).toBe(1)
    const later = await practice.booking(practice.anna, booking.bookingId)
    expect([later.booking.start, later.history]).toEqual([at('09:00'), []])
    const other = await practice.booking(practice.ben, far.bookingId)
    expect(other.history.map(({ type }) => type)).toEqual(['booking.confirmed'])
  })

  it('of changes that are not published yet stays until they are', async () => {
    await backend.database.query(
      `insert into unpublished (professional_id, revision, at) values ($1, 1, $2) on conflict do nothing`,
      [practice.professionalId, at('08:00')],
    )
    await deleteAnewAt(START + 401 * DAY)
    expect(await rows('changes', 'revision = 1')).toBe(1)
  })

  it('of whom a booking was for goes three years after its end, and the booking stays', async () => {
    const { owner, anna, serviceId } = practice
    const told = { note: 'knee', client: { phone: '+491701234567' } }
    const { bookingId } = await practice.book(anna, '09:00', told)
    const kept = await f.book(backend, practice.ben, serviceId, at('09:00', 2), told)
    const ends = Date.parse(at('10:00')) + 1096 * DAY
    await deleteAnewAt(ends - MINUTE)
    expect((await practice.booking(owner, bookingId)).booking.client.name).toBe('Anna')
    expect((await deleteAnewAt(ends + MINUTE))['personalData']).toBeGreaterThan(0)
    const { booking } = await practice.booking(owner, bookingId)
    expect([booking.client, booking.note]).toEqual([{ name: 'deleted client' }, undefined])
    f.expectProblem(await f.get(backend, 'get-booking', anna, { bookingId }), 'not-found')
    expect((await practice.booking(owner, kept.bookingId)).booking.note).toBe('knee')
    const { rows: found } = await backend.database.query(
      'select b::text as row from bookings b where booking_id = $1',
      [bookingId],
    )
    expect(JSON.stringify(found)).not.toMatch(/Anna|knee|\+49|@/)
    expect(JSON.stringify(found)).not.toContain(anna.uid)
  })

  it('of schedules goes once it is over: busy time after 30 days, dates and time off after 400', async () => {
    const { owner } = practice
    const hour = { start: at('09:00'), end: at('10:00') }
    const busy = { source: 'other', from: at('00:00'), to: at('00:00', 1), intervals: [hour] }
    await practice.ask(owner, 'set-external-busy', busy)
    await practice.ask(owner, 'add-time-off', { ...hour, note: 'dentist' })
    await practice.ask(owner, 'set-date-hours', { date: at('00:00').slice(0, 10), intervals: [] })
    const counts = async () => [
      await rows('external_busy'),
      await rows('time_off'),
      await rows('date_hours'),
    ]
    const over = Date.parse(at('10:00'))
    await deleteAnewAt(over + 30 * DAY - MINUTE)
    expect(await counts()).toEqual([1, 1, 1])
    await deleteAnewAt(over + 30 * DAY + MINUTE)
    expect(await counts()).toEqual([0, 1, 1])
    await deleteAnewAt(over + 400 * DAY - MINUTE)
    expect(await counts()).toEqual([0, 1, 1])
    await deleteAnewAt(over + 402 * DAY)
    expect(await counts()).toEqual([0, 0, 0])
  })

  it('of what people were told goes after 90 days, with its deliveries', async () => {
    const { anna, professionalId } = practice
    await backend.database.query(
      `with n as (insert into notifications (notification_id, cause_id, professional_id, recipient, uid, role, type, items,
          decided_at)
        select gen_random_uuid(), gen_random_uuid(), $1, 'account:' || $2::text, $2::text, 'client', 'booking.confirmed',
          '[]'::jsonb, $3 returning notification_id)
      insert into deliveries (notification_id, channel, due_at) select notification_id, 'mail', $3 from n`,
      [professionalId, anna.uid, at('08:00')],
    )
    const deliveries = () =>
      f.count(
        backend,
        `select count(*) as n from deliveries d join notifications n using (notification_id) where n.uid = $1`,
        [anna.uid],
      )
    await deleteAt(START + 90 * DAY - MINUTE)
    expect([await rows('notifications'), await deliveries()]).toEqual([1, 1])
    expect((await deleteAt(START + 90 * DAY + MINUTE))['notifications']).toBe(1)
    expect([await rows('notifications'), await deliveries()]).toEqual([0, 0])
  })

  it('goes though another kind cannot be deleted, and the run fails for that one', async () => {
    const { anna } = practice
    const { bookingId, end } = await practice.book(anna, '09:00')
    await backend.database.query(
      `create function refuse() returns trigger language plpgsql as 'begin raise exception ''not now''; end'`,
    )
    await backend.database.query(
      'create trigger refuse before delete on command_rates for each statement execute function refuse()',
    )
    clock.now = Date.parse(end) + 1096 * DAY + MINUTE
    const { status } = await backend.post('delete-expired', undefined, {})
    await backend.database.query('drop function refuse cascade')
    expect(status).toBe(500)
    expect(await rows('bookings', `booking_id = '${bookingId}' and client_uid is null`)).toBe(1)
    expect(backend.log).toContainEqual(
      expect.objectContaining({
        severity: 'ERROR',
        message: 'delete-expired: commandRates could not be deleted: not now',
      }),
    )
  })

  it('of addresses that were written to goes after 2 days; of those that want no mail, never', async () => {
    const { owner } = practice
    const counted = () =>
      f.count(backend, 'select count(*) as n from guest_addresses where owner_uid = $1', [
        owner.uid,
      ])
    await backend.database.query(
      `insert into guest_addresses (owner_uid, date, address_digest) values ($1, '2027-03-02', 'digest')`,
      [owner.uid],
    )
    await backend.database.query(
      `insert into suppressed_addresses (address_digest, at) values ($1, $2)`,
      [`digest of ${owner.uid}`, at('08:00')],
    )
    await deleteAt(START + 2 * DAY)
    expect(await counted()).toBe(1)
    expect((await deleteAt(START + 3 * DAY))['guestAddresses']).toBe(1)
    expect(await counted()).toBe(0)
    await deleteAt(START + 2000 * DAY)
    const suppressed = 'select count(*) as n from suppressed_addresses where address_digest = $1'
    expect(await f.count(backend, suppressed, [`digest of ${owner.uid}`])).toBe(1)
  })

  it('of reminders that nobody could publish goes a day after they were due', async () => {
    const { professionalId, anna } = practice
    const { bookingId } = await practice.book(anna, '09:00')
    await backend.database.query(
      `insert into reminders (professional_id, booking_id, due_at, reminder_id) values ($1, $2, $3, gen_random_uuid())`,
      [professionalId, bookingId, at('08:30')],
    )
    const due = Date.parse(at('08:30'))
    await deleteAt(due + DAY - MINUTE)
    expect(await rows('reminders')).toBe(1)
    expect((await deleteAt(due + DAY + MINUTE))['reminders']).toBe(1)
    expect(await rows('reminders')).toBe(0)
  })

  it('is what is past: what is free, and what is coming, is as before', async () => {
    await practice.book(practice.anna, '09:00')
    clock.now = START + 399 * DAY
    const coming = at('09:00', 401)
    await f.book(backend, practice.ben, practice.serviceId, coming)
    const query = { from: at('00:00', 401), to: at('00:00', 402) }
    const before = await practice.free(practice.anna, query)
    await deleteAnewAt(START + 401 * DAY - MINUTE)
    expect(before).not.toContain('09:00')
    expect(await practice.free(practice.anna, query)).toEqual(before)
  })
})

describe('a mirror that is behind what was deleted', () => {
  it('is brought up whole', async () => {
    const { professionalId, anna } = practice
    await fanOut(openFanOut(backend.world), professionalId)
    await practice.book(anna, '09:00')
    const { revision } = await changes()
    const since = (now: number) =>
      loadMirrorState(backend.world.database, professionalId, revision - 1, now)
    expect((await since(clock.now))?.dates).toEqual([at('00:00').slice(0, 10)])
    await backend.database.query('delete from changes where professional_id = $1', [professionalId])
    const state = await since(clock.now)
    expect(state?.dates).toBe('all')
    expect(state?.bookings).toHaveLength(1)
  })
})

describe('a run', () => {
  it('walks once a day, and goes on where one ended', async () => {
    expect(await deleteAt(START)).toMatchObject({ changes: 0 })
    const passes = async () =>
      (
        await backend.database.query<{ after: string | null; at: Date }>(
          `select after, at from retention_passes where kind = 'changes'`,
        )
      ).rows[0]
    expect(await passes()).toEqual({ after: null, at: new Date(START) })
    await deleteAt(START + HOUR)
    expect((await passes())?.at).toEqual(new Date(START))
    await backend.database.query(
      `update retention_passes set after = '00000000-0000-0000-0000-000000000000' where kind = 'changes'`,
    )
    await deleteAt(START + 2 * HOUR)
    expect(await passes()).toEqual({ after: null, at: new Date(START + 2 * HOUR) })
    await deleteAt(START + 2 * DAY)
    expect((await passes())?.at).toEqual(new Date(START + 2 * DAY))
  })

  it('deletes more than a batch holds', async () => {
    await backend.database.query(
      `insert into changes (professional_id, revision, change_id, type, at, by_kind)
      select $1, 100 + n, gen_random_uuid(), 'schedule.changed', $2, 'system' from generate_series(1, 1200) n`,
      [practice.professionalId, at('08:00', -401)],
    )
    expect((await deleteAnewAt(START))['changes']).toBe(1200)
  })

  it('never holds up a command, and lets two of itself work at once', async () => {
    const { serviceId, anna, professionalId } = practice
    const { booking } = await practice.ask(anna, 'hold-slot', { serviceId, start: at('09:00') })
    await practice.ask(anna, 'cancel-booking', { bookingId: booking.bookingId })
    const holder = await backend.database.connect()
    try {
      // Somebody else holds the row that is to go, and the calendar.
      await holder.query('begin')
      await holder.query('select 1 from calendars where professional_id = $1 for update', [
        professionalId,
      ])
      await holder.query(
        'select 1 from bookings where professional_id = $1 and booking_id = $2 for update',
        [professionalId, booking.bookingId],
      )
      expect((await deleteAnewAt(START + 8 * DAY))['cameToNothing']).toBe(0)
    } finally {
      await holder.query('rollback')
      holder.release()
    }
    await backend.database.query('delete from retention_passes')
    const both = await Promise.all([deleteAt(START + 8 * DAY), deleteAt(START + 8 * DAY)])
    const deleted = both.map((one) => one['cameToNothing'] ?? 0)
    expect(deleted.reduce((sum, one) => sum + one, 0)).toBe(1)
  })

  it('runs beside bookings, and none of them fails', async () => {
    const { serviceId, anna, ben } = practice
    const book = async (day: number) => {
      const held = await practice.ask(anna, 'hold-slot', { serviceId, start: at('09:00', day) })
      await practice.ask(anna, 'cancel-booking', { bookingId: held.booking.bookingId })
      return f.book(backend, ben, serviceId, at('10:00', day))
    }
    const work = { isDone: false }
    const deleting = (async () => {
      let runs = 0
      while (!work.isDone) {
        await backend.database.query(
          `update bookings set updated_at = $2
            where professional_id = $1 and status = 'expired' and updated_at > '2027-03-01T00:00:00Z'`,
          [practice.professionalId, at('08:00', -8)],
        )
        await deleteAnewAt(START)
        runs += 1
      }
      return runs
    })()
    const booked = []
    for (let day = 1; day <= 12; day++) booked.push(await book(day))
    work.isDone = true
    expect(await deleting).toBeGreaterThan(0)
    expect(booked).toHaveLength(12)
    expect(await rows('bookings', "status = 'confirmed'")).toBe(12)
  })
})
