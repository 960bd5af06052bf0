// What apps watch by the client, with the real Firebase SDK and the whole way from a command to a document.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { fold, Refusal, Unavailable } from '../../client/index.ts'
import { type App, openApp, openDevice } from '../support/app.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { expectAsContracted } from '../support/documents.ts'
import * as f from '../support/fixtures.ts'
import { layLine } from '../support/line.ts'
import type { User } from '../support/users.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const BERLIN = 'Europe/Berlin'

let backend: Backend
let owner: User
let anna: User
let ben: User
let made: f.Made
const apps: App[] = []

/** An app of somebody's; what is watched by it ends with the test file. */
function open(user: User | undefined, options: Parameters<typeof openApp>[2] = {}): App {
  const app = openApp(backend, user, options)
  apps.push(app)
  return app
}

beforeAll(async () => {
  backend = await startBackend()
  ;[anna, ben] = await Promise.all([backend.user('Anna'), backend.user('Ben')])
})
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()))
  await backend.stop()
})

beforeEach(async () => {
  owner = await backend.user('Olga Owner')
  made = await f.makeProfessional(backend, owner)
  await backend.mirrored(made.professionalId, made.revision)
})

/** The date of so many days from now, in a zone; as Sweden writes dates. */
const dateIn = (timeZone: string, days: number) =>
  new Date(Date.now() + days * DAY).toLocaleDateString('sv-SE', { timeZone })

const timesOf = (slots: readonly { readonly start: Date }[] = [], timeZone = BERLIN) =>
  slots.map(({ start }) => start.toLocaleTimeString('en-GB', { timeZone, timeStyle: 'short' }))

/** The day after tomorrow of the professional that was made. */
const days = (more: object = {}) => ({
  professionalId: made.professionalId,
  serviceId: made.serviceId,
  from: dateIn(BERLIN, 2),
  days: 1,
  timeZone: BERLIN,
  ...more,
})

/** The starts of the first date that is shown. */
const startsOf = (data: readonly { readonly slots: readonly { readonly start: Date }[] }[] = []) =>
  timesOf(data[0]?.slots)

const startAt = (data: Parameters<typeof startsOf>[0], time: string) =>
  f.nth(data?.[0]?.slots ?? [], startsOf(data).indexOf(time)).start

describe('days', () => {
  it('show what is free, and what somebody else takes and gives back', async () => {
    const seen = open(anna).see('watchDays', days())
    const { data, asOf, denied } = await seen.until(({ state }) => state === 'live')
    expect(data?.map(({ date, beyond }) => ({ date, beyond }))).toEqual([
      { date: dateIn(BERLIN, 2), beyond: false },
    ])
    expect(startsOf(data)).toHaveLength(16)
    expect({ denied, asOf }).toEqual({ denied: false, asOf: expect.any(Date) as unknown })
    const start = startAt(data, '10:00')
    expect(data?.[0]?.slots[2]).toEqual({
      start,
      end: new Date(start.getTime() + 30 * MINUTE),
      seatsLeft: 1,
    })
    const { call } = open(ben).client
    const { booking } = await call.createBooking({ serviceId: made.serviceId, start })
    await seen.until((shown) => !startsOf(shown.data).includes('10:00'))
    await call.cancelBooking({ bookingId: booking.bookingId })
    await seen.until((shown) => startsOf(shown.data).includes('10:00'))
  })

  it('show an own hold as the viewer’s, and not to somebody else', async () => {
    const app = open(anna)
    const own = app.see('watchDays', days({ uid: anna.uid }))
    const others = open(ben).see('watchDays', days({ uid: ben.uid }))
    const { data } = await own.until(({ state }) => state === 'live')
    await others.until(({ state }) => state === 'live')
    const hold = { serviceId: made.serviceId, start: startAt(data, '10:00') }
    const { booking } = await app.client.call.holdSlot(hold)
    await others.until((shown) => !startsOf(shown.data).includes('10:00'))
    const { data: held } = await own.until((shown) =>
      Boolean(shown.data?.[0]?.slots.some(({ mine }) => mine)),
    )
    expect(held?.[0]?.slots.find(({ mine }) => mine)).toEqual({
      start: hold.start,
      end: new Date(hold.start.getTime() + 30 * MINUTE),
      seatsLeft: 1,
      mine: {
        bookingId: booking.bookingId,
        holdExpiresAt: new Date(booking.holdExpiresAt ?? 0),
      },
    })
    // It was there all the time: what was held did not go and come back.
    expect(own.all.every((shown) => startsOf(shown.data).includes('10:00'))).toBe(true)
    await app.client.call.cancelBooking({ bookingId: booking.bookingId })
    await own.until((shown) => shown.data?.[0]?.slots.every(({ mine }) => !mine) ?? false)
    await others.until((shown) => startsOf(shown.data).includes('10:00'))
  })

  it('give the seats of an own hold back to its holder, and offer only starts with seats enough', async () => {
    const group = { name: 'Class', durationMinutes: 60, capacity: 8 }
    const { service } = f.granted(await f.post(backend, 'save-service', owner, group))
    const query = { ...days({ uid: anna.uid }), serviceId: service.serviceId, seats: 6 }
    const app = open(anna)
    const own = app.see('watchDays', query)
    const others = open(ben).see('watchDays', { ...query, uid: ben.uid })
    const { data } = await own.until(({ data: shown }) => startsOf(shown).length > 0)
    await others.until(({ data: shown }) => startsOf(shown).includes('10:00'))
    const start = startAt(data, '10:00')
    await app.client.call.holdSlot({ serviceId: service.serviceId, start, seats: 5 })
    const { data: held } = await own.until((shown) =>
      Boolean(shown.data?.[0]?.slots.some(({ mine }) => mine)),
    )
    expect(held?.[0]?.slots.find(({ mine }) => mine)).toMatchObject({ start, seatsLeft: 8 })
    await others.until((shown) => !startsOf(shown.data).includes('10:00'))
  })

  it('are the viewer’s: a day of Reykjavik is read from two of Tokyo', async () => {
    const tokyo = await f.makeProfessional(backend, await backend.user('Toshi'), {
      professional: { timeZone: 'Asia/Tokyo' },
      hours: f.everyDay('00:00', '24:00'),
    })
    const timeZone = 'Atlantic/Reykjavik'
    const query = { ...days(tokyo), from: dateIn(timeZone, 2), days: 2, timeZone }
    const { data } = await open(anna)
      .see('watchDays', query)
      .until(({ state, data: shown }) => state === 'live' && startsOf(shown).length > 0)
    expect(data?.map(({ date }) => date)).toEqual([dateIn(timeZone, 2), dateIn(timeZone, 3)])
    for (const { date, slots } of data ?? []) {
      expect(slots).toHaveLength(48)
      expect(slots.at(0)?.start.toISOString()).toBe(`${date}T00:00:00.000Z`)
      expect(slots.at(-1)?.start.toISOString()).toBe(`${date}T23:30:00.000Z`)
    }
  })

  it('leave out what it is too late for, at the very millisecond, by the server’s clock', async () => {
    const notice = { serviceId: made.serviceId, minNoticeMinutes: 90 }
    f.granted(await f.post(backend, 'save-service', owner, notice))
    // A device that is five minutes ahead learns the time from the first answer.
    const device = openDevice(Date.now() + 5 * MINUTE)
    const app = open(anna, device)
    const { serverNow, call } = app.client
    const before = Date.now()
    await call.getAccount()
    expect(serverNow()).toBeGreaterThan(before - 1000)
    expect(serverNow()).toBeLessThan(Date.now() + 1000)
    const seen = app.see('watchDays', days())
    const { data } = await seen.until(({ state }) => state === 'live')
    device.pass(startAt(data, '10:00').getTime() - 90 * MINUTE - serverNow())
    await seen.until((shown) => startsOf(shown.data)[0] === '10:00')
    device.pass(1)
    await seen.until((shown) => startsOf(shown.data)[0] === '10:30')
  })

  it('say which of them documents do not reach', async () => {
    const horizon = { serviceId: made.serviceId, horizonDays: 2 }
    f.granted(await f.post(backend, 'save-service', owner, horizon))
    const seen = open(anna).see('watchDays', days({ days: 3 }))
    const { data } = await seen.until((shown) => shown.data?.[1]?.beyond ?? false)
    expect(data?.map(({ beyond }) => beyond)).toEqual([false, true, true])
  })

  it('of nobody are none, and such as cannot be are refused by their field', async () => {
    const app = open(anna)
    const seen = app.see('watchDays', days({ professionalId: made.serviceId }))
    expect((await seen.until(({ state }) => state === 'live')).data).toEqual([])
    for (const [field, value] of [
      ['timeZone', 'Berlin'],
      ['from', '2026-02-30'],
      ['days', 0],
      ['days', 63],
    ] as const)
      expect(() => app.see('watchDays', days({ [field]: value }))).toThrow(`${field}: ${value}`)
  })
})

describe('without a network', () => {
  it('what was seen stays, as of when; what happened meanwhile is shown after', async () => {
    const device = openDevice(Date.now())
    const app = open(anna, device)
    const seen = app.see('watchDays', days())
    const { data } = await seen.until(({ state }) => state === 'live')
    device.pass(MINUTE)
    await app.goOffline()
    const cached = await seen.until(({ state }) => state === 'cached')
    expect(startsOf(cached.data)).toHaveLength(16)
    device.pass(3000)
    const offline = await seen.until(({ state }) => state === 'offline')
    expect(offline.asOf?.getTime()).toBe(device.now() - 3000)
    expect(startsOf(offline.data)).toHaveLength(16)
    const start = startAt(data, '10:00')
    await f.book(backend, ben, made.serviceId, start.toISOString())
    await app.goOnline()
    await seen.until((shown) => shown.state === 'live' && startsOf(shown.data).length === 15)
  })

  it('nobody is said to be available only once the server has said so', async () => {
    const specialty = `Nobody ${Math.random()}`
    const later = await f.makeProfessional(backend, await backend.user('Lara Later'), {
      professional: { specialties: [specialty], policy: { minNoticeMinutes: 2 * 1440 } },
    })
    await backend.mirrored(later.professionalId, later.revision)
    const device = openDevice(Date.now())
    const app = open(anna, device)
    // The device keeps somebody who is not free now; it says nothing of others.
    const kept = app.see('watchProfessional', { professionalId: later.professionalId })
    await kept.until(({ state, data }) => state === 'live' && data !== null)
    await app.goOffline()
    const query = { specialtyKey: fold(specialty), availableNow: true }
    const seen = app.see('watchProfessionals', query)
    device.pass(3000)
    expect((await seen.until(({ state }) => state === 'offline')).data).toBeUndefined()
    await app.goOnline()
    expect((await seen.until(({ state }) => state === 'live')).data).toEqual([])
    expect(seen.all.filter(({ state, data }) => state !== 'live' && data !== undefined)).toEqual([])
  })

  it('nothing is known, which is said after three seconds', async () => {
    const device = openDevice(Date.now())
    const app = open(anna, device)
    await app.goOffline()
    const seen = app.see('watchDays', days())
    const list = app.see('watchMyBookings', { uid: anna.uid })
    const one = app.see('watchProfessional', { professionalId: made.professionalId })
    await sleep(50)
    device.pass(3000)
    for (const { all, until } of [seen, list, one]) {
      await until(({ state }) => state === 'offline')
      expect(all).toHaveLength(1)
      expect(all[0]).toMatchObject({ data: undefined, asOf: undefined, denied: false })
    }
  })

  it('a line that is cut and mended brings back what is live', async () => {
    const line = await layLine(inject('parts').firestoreHost)
    const app = openApp(backend, anna, { firestoreHost: line.host })
    const seen = app.see('watchProfessional', { professionalId: made.professionalId })
    await seen.until(({ state }) => state === 'live')
    await line.cut('refuse')
    await seen.until(({ state }) => state !== 'live')
    f.granted(await f.post(backend, 'save-professional', owner, { headline: 'Meanwhile' }))
    await line.mend()
    const { data } = await seen.until(({ state }) => state === 'live')
    expect(data).toMatchObject({ name: 'Ana' })
    await seen.until((shown) => shown.data?.headline === 'Meanwhile')
    await app.close()
    await line.cut('refuse')
  })
})

describe('what may not be read', () => {
  it('is told to be denied, once, and is not asked for again', async () => {
    const device = openDevice(Date.now())
    const app = open(anna, device)
    const foreign = app.see('watchAgenda', { uid: owner.uid })
    const { data, error } = await foreign.until(({ denied }) => denied)
    expect(data).toBeUndefined()
    expect(error).toMatchObject({ code: 'permission-denied' })
    for (let minutes = 0; minutes < 5; minutes += 1) device.pass(MINUTE)
    expect(foreign.all).toHaveLength(1)
  })

  it('is everything for whoever is not signed in', async () => {
    const app = open(undefined)
    await app.see('watchDays', days()).until(({ denied }) => denied)
    await app.see('watchProfessionals', {}).until(({ denied }) => denied)
    const waiting = app.client.untilRevision(made.professionalId, 1)
    await expect(waiting).rejects.toThrow(Refusal)
  })
})

describe('a professional', () => {
  it('is shown with what they do now, and null where there is none', async () => {
    const app = open(anna)
    const seen = app.see('watchProfessional', { professionalId: made.professionalId })
    const { data } = await seen.until(({ state, data: shown }) => state === 'live' && !!shown)
    expect(data?.services).toMatchObject([{ serviceId: made.serviceId, durationMinutes: 30 }])
    const until = new Date(Date.now() + 30 * MINUTE)
    await open(owner).client.call.setActivity({ state: 'busy', until, message: 'On the phone' })
    const { data: busy } = await seen.until((shown) => shown.data?.activity.state === 'busy')
    expect(busy?.activity).toEqual({
      state: 'busy',
      until: new Date(Math.floor(until.getTime() / 1000) * 1000),
      message: 'On the phone',
    })
    const nobody = app.see('watchProfessional', { professionalId: made.serviceId })
    expect((await nobody.until(({ state }) => state === 'live')).data).toBeNull()
  })

  it('is found by a specialty as it is folded, whoever is free soonest first', async () => {
    const specialty = `Physiothérapie ${Math.random()}`
    const later = await f.makeProfessional(backend, await backend.user('Lena Later'), {
      professional: { specialties: [specialty], policy: { minNoticeMinutes: 2 * 1440 } },
    })
    const sooner = await f.makeProfessional(backend, await backend.user('Sue Sooner'), {
      professional: { specialties: [specialty.toUpperCase()] },
      hours: f.everyDay('00:00', '24:00'),
    })
    const app = open(anna)
    const query = { specialtyKey: fold(specialty) }
    const seen = app.see('watchProfessionals', query)
    const { data } = await seen.until((shown) => shown.data?.length === 2)
    expect(data?.map(({ professionalId }) => professionalId)).toEqual([
      sooner.professionalId,
      later.professionalId,
    ])
    const now = app.see('watchProfessionals', { ...query, availableNow: true })
    const { data: free } = await now.until((shown) => shown.data?.length === 1)
    expect(free?.[0]?.professionalId).toBe(sooner.professionalId)
    expect(() => app.see('watchProfessionals', { limit: 101 })).toThrow('limit: 101')
  })
})

describe('a booking', () => {
  it('is seen by its client, in the agenda, in notifications, and the schedule by its owner', async () => {
    const start = f.nth(await f.slotsOf(backend, anna, made), 0).start
    const booking = await f.book(backend, anna, made.serviceId, start, { note: 'My back' })
    const instants = { start: new Date(booking.start), end: new Date(booking.end) }
    const [client, professional] = [open(anna), open(owner)]

    const range = { from: booking.start, to: new Date(instants.end) }
    const own = client.see('watchMyBookings', { uid: anna.uid, ...range, status: ['confirmed'] })
    const { data: mine } = await own.until((shown) => shown.data?.length === 1)
    expect(mine).toMatchObject([{ bookingId: booking.bookingId, note: 'My back', ...instants }])

    const agenda = professional.see('watchAgenda', { uid: owner.uid, ...range })
    const { data: theirs } = await agenda.until((shown) => shown.data?.length === 1)
    expect(theirs).toMatchObject([{ client: { uid: anna.uid, name: 'Anna' }, capacity: 1 }])

    const notifications = professional.see('watchNotifications', {
      uid: owner.uid,
      unreadOnly: true,
    })
    const { data: told } = await notifications.until((shown) => shown.data?.length === 1)
    expect(told).toMatchObject([
      { type: 'booking.confirmed', bookingId: booking.bookingId, readAt: null },
    ])
    expect(told?.[0]?.notificationId).toMatch(/^[0-9a-f-]{36}$/)

    const { notificationId = '' } = told?.[0] ?? {}
    const path = `accounts/${owner.uid}/notifications/${notificationId}`
    const written = await backend.firestore.doc(path).get()
    expectAsContracted([{ path, data: written.data() ?? {} }])

    const schedule = { uid: owner.uid, professionalId: made.professionalId }
    const { data: found } = await professional
      .see('watchSchedule', schedule)
      .until(({ state }) => state === 'live')
    expect(found?.workingHours).toMatchObject([{ effectiveFrom: '2020-01-01' }])
    expect(found?.windows[0]?.start).toBeInstanceOf(Date)

    await professional.client.call.cancelBooking({ bookingId: booking.bookingId })
    await own.until((shown) => shown.data?.length === 0)
    await agenda.until((shown) => shown.data?.[0]?.status === 'cancelled')
  })
})

describe('waiting for a revision', () => {
  it('ends when documents show it, or did already', async () => {
    const { client } = open(owner)
    const { revision } = await client.call.addTimeOff({
      startDate: dateIn(BERLIN, 2),
      endDate: dateIn(BERLIN, 2),
    })
    await client.untilRevision(made.professionalId, revision)
    const day = await backend.firestore
      .doc(`professionals/${made.professionalId}/days/${dateIn(BERLIN, 2)}`)
      .get()
    expect(day.get(`slots.${made.serviceId}`) ?? []).toEqual([])
    await client.untilRevision(made.professionalId, 1)
  })

  it('ends in its time, or when it is given up', async () => {
    const device = openDevice(Date.now())
    const { client } = open(owner, device)
    const late = client.untilRevision(made.professionalId, 9999)
    device.pass(15_000)
    await expect(late).rejects.toThrow(Unavailable)
    const controller = new AbortController()
    const { signal } = controller
    const left = client.untilRevision(made.professionalId, 9999, { signal })
    controller.abort(new Error('left the page'))
    await expect(left).rejects.toThrow('left the page')
    const before = client.untilRevision(made.professionalId, 1, { signal })
    await expect(before).rejects.toThrow('left the page')
  })
})

describe('a watch that is stopped', () => {
  it('tells nothing more', async () => {
    const app = open(anna)
    const seen = app.see('watchDays', days({ uid: anna.uid }))
    const { data } = await seen.until(({ state }) => state === 'live')
    seen.stop()
    const count = seen.all.length
    const other = open(ben).see('watchDays', days())
    await f.book(backend, ben, made.serviceId, startAt(data, '10:00').toISOString())
    await other.until((shown) => startsOf(shown.data).length === 15)
    expect(seen.all).toHaveLength(count)
  })
})
