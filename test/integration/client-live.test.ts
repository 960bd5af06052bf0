// What apps watch by the client, with the real Firebase SDK and the whole way from a command to a document.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type App, openApp } from '../support/app.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const DAY = 86_400_000

let backend: Backend
let owner: User
let anna: User
let ben: User
let made: f.Made
const apps: App[] = []

function open(
  ...parameters: Parameters<typeof openApp> extends [unknown, ...infer Rest] ? Rest : never
) {
  const app = openApp(backend, ...parameters)
  apps.push(app)
  return app
}

beforeAll(async () => {
  backend = await startBackend()
})
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()))
  await backend.stop()
})

beforeEach(async () => {
  ;[owner, anna, ben] = (await Promise.all(
    ['Olga Owner', 'Anna', 'Ben'].map((name) => backend.user(name)),
  )) as [User, User, User]
  made = await f.makeProfessional(backend, owner)
})

/** The date of so many days from now, in a zone; as Sweden writes dates. */
const dateIn = (timeZone: string, days: number) =>
  new Date(Date.now() + days * DAY).toLocaleDateString('sv-SE', { timeZone })

const timesOf = (slots: readonly { readonly start: Date }[] = [], timeZone = 'Europe/Berlin') =>
  slots.map(({ start }) => start.toLocaleTimeString('en-GB', { timeZone, timeStyle: 'short' }))

const inBerlin = (more: object = {}) => ({
  ...made,
  from: dateIn('Europe/Berlin', 2),
  days: 1,
  timeZone: 'Europe/Berlin',
  ...more,
})

describe('days', () => {
  it('show what is free, and what somebody else takes and gives back', async () => {
    const app = open(anna)
    const seen = app.see('watchDays', inBerlin())
    const { data, asOf } = await seen.until(({ state }) => state === 'live')
    expect(data).toHaveLength(1)
    expect(data?.[0]).toMatchObject({ date: dateIn('Europe/Berlin', 2), beyond: false })
    expect(timesOf(data?.[0]?.slots)).toHaveLength(16)
    expect(asOf).toBeInstanceOf(Date)
    const slot = f.nth(data?.[0]?.slots ?? [], 2)
    expect(slot).toEqual({
      start: slot.start,
      end: new Date(slot.start.getTime() + 1_800_000),
      seatsLeft: 1,
    })
    const { booking } = await open(ben).client.call.createBooking({
      serviceId: made.serviceId,
      start: slot.start,
    })
    await seen.until((shown) => timesOf(shown.data?.[0]?.slots).length === 15)
    await open(ben).client.call.cancelBooking({ bookingId: booking.bookingId })
    const { data: again } = await seen.until(
      (shown) => timesOf(shown.data?.[0]?.slots).length === 16,
    )
    expect(timesOf(again?.[0]?.slots)).toContain('10:00')
  })
})
