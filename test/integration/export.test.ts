// Everything that is held about somebody, taken along: whole over its pages, theirs alone, and nothing for who has nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExportedAccount } from '../../shared/contract/privacy.ts'
import { pagesOf } from '../../shared/runtime/edge/page-token.ts'
import { HOUR } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Practice, at, openPractice } from '../support/practice.ts'
import type { User } from '../support/users.ts'

let backend: Backend
let clock: f.Clock
let practice: Practice

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(at('08:00')))
  practice = await openPractice(backend, clock)
})
afterAll(() => backend.stop())

const page = async (user: User, query: Record<string, string> = {}) =>
  f.granted(await f.get(backend, 'export-account', user, query)) as unknown as ExportedAccount

/** All pages, each list in one. */
async function exported(user: User): Promise<{ all: ExportedAccount; pages: number }> {
  let all: ExportedAccount = {}
  let pages = 0
  let pageToken: string | undefined
  do {
    const { nextPageToken, ...told } = await page(
      user,
      pageToken === undefined ? {} : { pageToken },
    )
    for (const [name, value] of Object.entries(told)) {
      const before: unknown = all[name as keyof ExportedAccount]
      const isMore = Array.isArray(before) && Array.isArray(value)
      all = { ...all, [name]: isMore ? (before as unknown[]).concat(value) : value }
    }
    pages++
    pageToken = nextPageToken
  } while (pageToken !== undefined)
  return { all, pages }
}

describe('what is held about a client', () => {
  it('is their account, devices, every booking with its note, and what they were told', async () => {
    const { anna, ben } = practice
    const told = { note: 'knee', client: { phone: '+49 170 1234567' } }
    const first = await practice.book(anna, '09:00', told)
    const second = await practice.book(anna, '10:00')
    await practice.book(ben, '11:00', { note: 'of another' })
    await practice.ask(anna, 'cancel-booking', { bookingId: second.bookingId, reason: 'flu' })
    await backend.database.query(
      `insert into devices (device_id, uid, token, platform, created_at)
        values ('00000000-0000-7000-8000-000000000001', $1, 'token of anna', 'ios', $2)`,
      [anna.uid, at('08:00')],
    )
    await backend.database.query(
      `with n as (insert into notifications (notification_id, cause_id, professional_id, recipient, uid, role, type, items,
          decided_at)
        select gen_random_uuid(), gen_random_uuid(), $1, 'account:' || $2::text, $2::text, 'client', 'booking.confirmed',
          jsonb_build_array(jsonb_build_object('happening', 'confirmed', 'revision', 4, 'bookingId', $3::text)), $4
        returning notification_id)
      insert into deliveries (notification_id, channel, due_at) select notification_id, 'mail', $4 from n`,
      [practice.professionalId, anna.uid, first.bookingId, at('08:00')],
    )
    const { all, pages } = await exported(anna)
    expect(pages).toBe(1)
    expect(all.account).toMatchObject({
      uid: anna.uid,
      email: anna.email,
      notifications: { push: true, email: true },
      createdAt: at('08:00'),
    })
    expect(all.devices).toMatchObject([{ token: 'token of anna', platform: 'ios' }])
    expect(all.bookings?.map(({ bookingId, status }) => [bookingId, status])).toEqual([
      [first.bookingId, 'confirmed'],
      [second.bookingId, 'cancelled'],
    ])
    expect(all.bookings?.[0]).toMatchObject({ note: 'knee', client: { phone: '+49 170 1234567' } })
    expect(all.notifications).toMatchObject([
      {
        type: 'booking.confirmed',
        bookingIds: [first.bookingId],
        createdAt: at('08:00'),
        deliveries: [{ channel: 'mail', state: 'waiting' }],
      },
    ])
    expect(all.professional).toBeUndefined()
    expect(JSON.stringify(all)).not.toContain(ben.uid)
    expect(JSON.stringify(all)).not.toContain('of another')
  })

  it('is nothing for somebody who never did anything', async () => {
    const { all } = await exported(await backend.user('Nadja Nobody'))
    expect(all).toEqual({ devices: [] })
  })
})

describe('what is held about an owner', () => {
  it('is their professional, services, schedule and agenda too, whole over several pages', async () => {
    const { owner, anna, professionalId } = await openPractice(backend, clock)
    const ask = (name: string, input: object) => f.post(backend, name, owner, input)
    f.granted(await ask('set-activity', { state: 'away', message: 'back soon' }))
    const dates = Array.from({ length: 120 }, (_, day) => at('00:00', day + 20).slice(0, 10))
    f.granted(await ask('set-date-hours', { dates, intervals: [] }))
    const hour = (time: string) => ({ start: at(time, 5), end: at(time, 6) })
    f.granted(await ask('add-time-off', { ...hour('09:00'), note: 'dentist' }))
    f.granted(await ask('add-time-off', { startDate: dates[3], endDate: dates[4] }))
    const intervals = Array.from({ length: 150 }, (_, index) => ({
      start: at('00:00', 30 + index),
      end: at('01:00', 30 + index),
    }))
    f.granted(
      await ask('set-external-busy', {
        source: 'other calendar',
        from: at('00:00', 30),
        to: at('00:00', 200),
        intervals,
      }),
    )
    f.granted(await ask('set-block', { email: 'Gina@example.com', blocked: true, note: 'rude' }))
    for (let n = 0; n < 60; n++) f.granted(await ask('set-block', { phone: `${n}`, blocked: true }))
    const { serviceId } = f.granted(await f.get(backend, 'get-schedule', owner)).services[0] ?? {}
    for (const day of [1, 2, 3])
      await f.book(backend, anna, serviceId ?? '', at('10:00', day), { note: `note ${day}` })

    const { all, pages } = await exported(owner)
    expect(pages).toBeGreaterThan(2)
    expect(all.professional).toMatchObject({ professionalId })
    expect(all.activity).toMatchObject({ state: 'away', message: 'back soon' })
    expect(all.services).toHaveLength(1)
    expect(all.workingHours).toHaveLength(1)
    expect(all.dateHours?.map(({ date }) => date)).toEqual(dates)
    expect(all.timeOff).toMatchObject([
      { ...hour('09:00'), note: 'dentist' },
      { startDate: dates[3], endDate: dates[4] },
    ])
    expect(all.externalBusy).toEqual(intervals.map((one) => ({ source: 'other calendar', ...one })))
    expect(all.blocks).toHaveLength(61)
    expect(all.blocks).toContainEqual({
      email: 'gina@example.com',
      note: 'rude',
      createdAt: at('08:00'),
    })
    expect(all.agenda?.map(({ note }) => note)).toEqual(['note 1', 'note 2', 'note 3'])
    expect(all.bookings).toBeUndefined()
  })
})

describe('a page token', () => {
  it('of another form, or older than an hour, is refused by its name', async () => {
    const { owner } = practice
    const forge = (position: unknown) =>
      Buffer.from(JSON.stringify(['x', clock.now + HOUR, position])).toString('base64url')
    for (const pageToken of ['nonsense', forge({ part: 1, after: 'nothing' }), forge('')]) {
      const told = f.expectProblem(
        await f.get(backend, 'export-account', owner, { pageToken }),
        'invalid-request',
      )
      expect(told.errors[0]?.path).toBe('pageToken')
    }
  })

  it('that names no place of a list is refused, whatever it names', async () => {
    const { owner } = practice
    const bookings = Array.from({ length: 4 }, (_, index) =>
      f.book(backend, owner, practice.serviceId, at('09:00', index + 10), {
        client: { name: 'G' },
      }),
    )
    await Promise.all(bookings)
    const keys = backend.world.config.pageTokenKeys
    const pages = pagesOf({ name: 'export-account', parameters: {}, keys, now: clock.now })
    for (let part = 0; part < 10; part++)
      for (const after of [
        'x',
        7,
        { createdAt: 5, kind: 'email', key: 'a' },
        { source: 'a', start: 5, end: 2 },
        { start: 1 },
      ]) {
        const pageToken = pages.next({ part, after })
        const { status } = await f.get(backend, 'export-account', owner, { pageToken })
        expect([200, 400]).toContain(status)
      }
  })

  it('is needed by nobody who is not signed in', async () => {
    f.expectProblem(await f.get(backend, 'export-account', undefined), 'unauthenticated')
  })
})
