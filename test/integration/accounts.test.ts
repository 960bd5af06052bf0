// What an account does for itself: what it says, its devices, what it has read; and what follows from it over the real parts.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { markAccountsPublished } from '../../shared/database/save/account-outbox.ts'
import { openPublisher } from '../../shared/runtime/jobs/open-publisher.ts'
import { relayChanges } from '../../shared/runtime/jobs/relay.ts'
import * as f from '../support/fixtures.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'
import type { User } from '../support/users.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOBODYS = '018f0000-0000-7000-8000-000000000001'

let office: PostOffice
let owner: User
let user: User
let made: f.Made
let aheadMillis = 0

beforeAll(async () => {
  office = await startPostOffice({ now: () => Date.now() + aheadMillis })
  owner = await office.backend.user('Olga Owner')
  made = await f.makeProfessional(office.backend, owner, { hours: f.everyDay('00:00', '24:00') })
})
afterAll(() => office.stop())
beforeEach(async () => {
  user = await office.backend.user('Anna')
})

interface Account {
  readonly uid: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  readonly emailVerified: boolean
  readonly timeZone?: string
  readonly locale?: string
  readonly notifications: {
    readonly push: boolean
    readonly email: boolean
    readonly reminderMinutes: readonly number[]
  }
  readonly devices: readonly {
    readonly deviceId: string
    readonly platform: string
    readonly createdAt: string
  }[]
}

const call = (name: string, who: User | undefined, body: object, key?: string) =>
  f.post(office.backend, name, who, body, key === undefined ? {} : { 'Idempotency-Key': key })
const done = async (name: string, who: User, body: object) => f.granted(await call(name, who, body))
const account = async (who: User = user): Promise<Account> =>
  f.granted(await f.get(office.backend, 'get-account', who)).account as Account
const save = async (body: object, who: User = user): Promise<Account> =>
  (await done('save-account', who, body)).account as Account

async function unread(who: User = user): Promise<number> {
  const told = await f.get(office.backend, 'get-account', who)
  return (told.body as unknown as { unreadNotifications: number }).unreadNotifications
}

async function bookIn(hours: number, who: User = user): Promise<f.Booked> {
  const start = new Date(Math.ceil((office.backend.world.now() + hours * HOUR) / HOUR) * HOUR)
  return f.book(office.backend, who, made.serviceId, start.toISOString())
}

const remindersOf = async ({ bookingId, start }: f.Booked): Promise<readonly number[]> => {
  const { rows } = await office.backend.database.query<{ due: string }>(
    'select extract(epoch from due_at) * 1000 as due from reminders where booking_id = $1 order by 1',
    [bookingId],
  )
  return rows.map(({ due }) => (Date.parse(start) - Number(due)) / MINUTE)
}

describe('an account', () => {
  it('says what its token does before it says anything itself', async () => {
    expect(await account()).toEqual({
      uid: user.uid,
      name: 'Anna',
      email: user.email,
      emailVerified: true,
      notifications: { push: true, email: true, reminderMinutes: [1440, 60] },
      devices: [],
    })
  })

  it('keeps what is not sent, and clears what is sent as null', async () => {
    const saved = await save({
      name: ' Anna K. ',
      phone: '+49 30 1',
      timeZone: 'Asia/Tokyo',
      locale: 'de-ch',
      notifications: { push: false },
    })
    expect(saved).toMatchObject({
      name: 'Anna K.',
      email: user.email,
      phone: '+49 30 1',
      timeZone: 'Asia/Tokyo',
      locale: 'de-CH',
      notifications: { push: false, email: true, reminderMinutes: [1440, 60] },
    })
    const cleared = await save({
      name: null,
      phone: null,
      timeZone: null,
      notifications: { reminderMinutes: [] },
    })
    expect(cleared).toMatchObject({
      locale: 'de-CH',
      notifications: { push: false, email: true, reminderMinutes: [] },
    })
    for (const field of ['name', 'phone', 'timeZone']) expect(cleared).not.toHaveProperty(field)
    expect(await account()).toEqual(cleared)
  })

  it('is reached by mail where it names no other address than the verified one', async () => {
    expect(await save({ email: user.email.toUpperCase() })).toMatchObject({ emailVerified: true })
    expect(await save({ email: 'else@example.com' })).toMatchObject({
      email: 'else@example.com',
      emailVerified: false,
    })
    expect(await save({ email: null })).toMatchObject({ emailVerified: true })
  })

  it('that others brought says what its token does', async () => {
    const { database } = office.backend
    await database.query(
      'insert into accounts (uid, created_at, updated_at) values ($1, now(), now())',
      [user.uid],
    )
    expect(await account()).toMatchObject({ name: 'Anna', email: user.email })
    await save({ locale: 'en' })
    expect(await account()).toMatchObject({ name: 'Anna', email: user.email, locale: 'en' })
  })

  it.each([
    ['notifications.reminderMinutes', { notifications: { reminderMinutes: [5, 6, 7, 8, 9, 10] } }],
    ['notifications.reminderMinutes.0', { notifications: { reminderMinutes: [4] } }],
    ['notifications.reminderMinutes.1', { notifications: { reminderMinutes: [60, 40_321] } }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['locale', { locale: 'de_DE' }],
    ['email', { email: 'anna' }],
    ['name', { name: ' ' }],
    ['notifications', { notifications: null }],
    ['notifications.push', { notifications: { push: null } }],
    ['emailVerified', { emailVerified: true }],
  ])('is not saved with a wrong %s, and told so', async (path, body) => {
    const before = await account()
    const { errors } = f.expectProblem(await call('save-account', user, body), 'invalid-request')
    expect(errors.map((one) => one.path)).toEqual([path])
    expect(await account()).toEqual(before)
  })

  it('is saved by two at once with what both say', async () => {
    await Promise.all([
      save({ phone: '+49 30 2' }),
      save({ timeZone: 'Europe/Paris' }),
      save({ locale: 'fr' }),
    ])
    expect(await account()).toMatchObject({
      phone: '+49 30 2',
      timeZone: 'Europe/Paris',
      locale: 'fr',
    })
  })
})

describe('a device', () => {
  const token = (name: string) => `token-of-${name}-${user.uid}`

  it('is pushed to until it is unregistered, by its token or its id', async () => {
    const registered = token('phone')
    await done('register-device', user, { token: registered, platform: 'ios', locale: 'de' })
    await done('register-device', user, { token: token('tab'), platform: 'web' })
    const { devices } = await account()
    expect(devices.map(({ platform }) => platform)).toEqual(['ios', 'web'])
    await done('create-booking', owner, {
      serviceId: made.serviceId,
      start: (await bookIn(200)).start.replace(/:00:00Z$/, ':30:00Z'),
      clientUid: user.uid,
    })
    await office.settled()
    const pushed = () => office.fcm.pushes().map((push) => push.token)
    expect(pushed()).toContain(registered)
    await done('unregister-device', user, { token: registered })
    await done('unregister-device', user, { deviceId: devices[1]?.deviceId })
    expect((await account()).devices).toEqual([])
    // Signing out is repeated where its answer was lost.
    await done('unregister-device', user, { token: registered })
    f.expectProblem(
      await call('unregister-device', user, { deviceId: devices[1]?.deviceId }),
      'not-found',
    )
  })

  it('is the same when its token is registered again', async () => {
    await done('register-device', user, { token: token('phone'), platform: 'ios' })
    const [first] = (await account()).devices
    await done('register-device', user, { token: token('phone'), platform: 'android' })
    expect((await account()).devices).toEqual([{ ...first, platform: 'android' }])
  })

  it('belongs to the account that registered its token last', async () => {
    const other = await office.backend.user('Ben')
    const shared = token('family-tablet')
    await done('register-device', user, { token: shared, platform: 'android' })
    const before = nthDevice(await account())
    await done('register-device', other, { token: shared, platform: 'android' })
    expect((await account()).devices).toEqual([])
    const [device] = (await account(other)).devices
    expect(device?.deviceId).not.toBe(before.deviceId)
    // The one who had it cannot take it away.
    await done('unregister-device', user, { token: shared })
    f.expectProblem(
      await call('unregister-device', user, { deviceId: device?.deviceId }),
      'not-found',
    )
    expect((await account(other)).devices).toHaveLength(1)
  })

  const nthDevice = ({ devices }: Account) => f.nth(devices, 0)

  it('is one of twenty at most, also where several are registered at once', async () => {
    for (let index = 0; index < 18; index++)
      await done('register-device', user, { token: token(`n${index}`), platform: 'web' })
    const told = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) =>
        call('register-device', user, { token: token(name), platform: 'ios' }),
      ),
    )
    // Some may have lost to the others once too often, and were told so.
    const granted = told.filter(({ status }) => status === 200)
    expect((await account()).devices).toHaveLength(18 + granted.length)
    expect(granted.length).toBeLessThanOrEqual(2)
    while ((await account()).devices.length < 20)
      await done('register-device', user, { token: token('last'), platform: 'ios' })
    const refused = f.expectProblem(
      await call('register-device', user, { token: token('one-more'), platform: 'ios' }),
      'invalid-request',
    )
    expect(refused.detail).toBe('token: would be one device more than 20: unregister another first')
    await done('register-device', user, { token: token('n3'), platform: 'web' })
  })

  it('of another project is taken out as soon as FCM says so, and no other device waits for it', async () => {
    const foreign = token('foreign')
    office.fcm.answerFor(foreign, { status: 403, code: 'SENDER_ID_MISMATCH' })
    await done('register-device', user, { token: foreign, platform: 'ios' })
    await done('register-device', user, { token: token('good'), platform: 'ios' })
    const { start } = await bookIn(300)
    await done('create-booking', owner, {
      serviceId: made.serviceId,
      start: start.replace(/:00:00Z$/, ':30:00Z'),
      clientUid: user.uid,
    })
    await office.settled()
    expect(office.fcm.pushes().map((push) => push.token)).toContain(token('good'))
    // Its token is tied to another sender for good. What became of the message says so.
    const [device, ...others] = (await account()).devices
    expect(others).toEqual([])
    const pushed = await office.backend.database.query(
      `select state, answer, target = $2 as good from deliveries join notifications using (notification_id)
        where uid = $1 and channel = 'push' order by good`,
      [user.uid, device?.deviceId],
    )
    expect(pushed.rows).toEqual([
      { state: 'failed', answer: '403 SENDER_ID_MISMATCH', good: false },
      { state: 'sent', answer: '200', good: true },
    ])
  })

  it.each([
    ['token', { platform: 'ios' }],
    ['token', { token: 'x'.repeat(4097), platform: 'ios' }],
    ['platform', { token: 'x', platform: 'windows' }],
    ['locale', { token: 'x', platform: 'ios', locale: '?' }],
  ])('is not registered with a wrong %s', async (path, body) => {
    const { errors } = f.expectProblem(await call('register-device', user, body), 'invalid-request')
    expect(errors.map((one) => one.path)).toEqual([path])
  })

  it.each([
    ['token', {}],
    ['deviceId', { token: 'x', deviceId: NOBODYS }],
  ])('is unregistered by one of both (%s)', async (path, body) => {
    const { errors } = f.expectProblem(
      await call('unregister-device', user, body),
      'invalid-request',
    )
    expect(errors.map((one) => one.path)).toEqual([path])
  })
})

describe('messages', () => {
  const idsOf = async (who: User): Promise<readonly string[]> => {
    const { docs } = await office.backend.firestore
      .collection(`accounts/${who.uid}/notifications`)
      .orderBy('createdAt')
      .get()
    return docs.map(({ id }) => id)
  }
  const unshown = async (who: User = user) =>
    (await office.notes(who)).filter(({ readAt }) => readAt === null).length

  it('are counted until they are read, and show it in the app', async () => {
    await bookIn(100)
    await bookIn(110)
    await office.settled()
    expect(await unread()).toBe(2)
    const [first] = await idsOf(user)
    await done('mark-notifications-read', user, { notificationIds: [first, first] })
    expect(await unread()).toBe(1)
    await vi.waitFor(async () => expect(await unshown()).toBe(1), { timeout: 10_000 })
    await done('mark-notifications-read', user, { all: true })
    expect(await unread()).toBe(0)
    await vi.waitFor(async () => expect(await unshown()).toBe(0), { timeout: 10_000 })
    // Again is the same.
    await done('mark-notifications-read', user, { all: true })
    await done('mark-notifications-read', user, { notificationIds: [first] })
  })

  it('of another account are not found, and none that is named beside them is marked', async () => {
    const other = await office.backend.user('Ben')
    await bookIn(120)
    await bookIn(130, other)
    await office.settled()
    const [mine] = await idsOf(user)
    const [theirs] = await idsOf(other)
    for (const missing of [theirs, NOBODYS]) {
      const { detail } = f.expectProblem(
        await call('mark-notifications-read', user, { notificationIds: [mine, missing] }),
        'not-found',
      )
      expect(detail).toBe(`there is no notification ${missing}`)
    }
    expect([await unread(), await unread(other)]).toEqual([1, 1])
  })

  it('that are read before the app has them show it once they come', async () => {
    await f.post(office.backend, 'save-account', user, { locale: 'en' })
    const { database, world } = office.backend
    const notificationId = world.newId()
    await database.query(
      `insert into notifications (notification_id, cause_id, professional_id, recipient, uid, role, type, items, decided_at)
        values ($1, $1, $2, $3, $4, 'client', 'schedule.changed', $5, now())`,
      [
        notificationId,
        made.professionalId,
        `account:${user.uid}`,
        user.uid,
        JSON.stringify([{ happening: 'hours-changed', revision: 1 }]),
      ],
    )
    await database.query(
      `insert into deliveries (notification_id, channel, due_at) values ($1, 'in-app', now() + interval '1 hour')`,
      [notificationId],
    )
    await done('mark-notifications-read', user, { all: true })
    await office.backend.database.query(
      `update deliveries set due_at = now() - interval '1 minute' where notification_id = $1`,
      [notificationId],
    )
    await office.backend.post('retry-deliveries', undefined, {})
    await office.settled()
    expect(await office.notes(user)).toHaveLength(1)
    expect(await unshown()).toBe(0)
  })

  it.each([
    ['notificationIds', {}],
    ['all', { notificationIds: [], all: true }],
    ['all', { all: false }],
    ['notificationIds', { notificationIds: Array.from({ length: 101 }, () => NOBODYS) }],
    ['notificationIds.0', { notificationIds: ['x'] }],
  ])('are marked by ids or all of them (%s)', async (path, body) => {
    const { errors } = f.expectProblem(
      await call('mark-notifications-read', user, body),
      'invalid-request',
    )
    expect(errors.map((one) => one.path)).toEqual([path])
  })
})

describe('reminders', () => {
  it('follow the choice of their account, for all that is still to come', async () => {
    const [soon, later] = [await bookIn(30), await bookIn(400)]
    await office.settled()
    expect(await remindersOf(soon)).toEqual([1440, 60])
    await save({ notifications: { reminderMinutes: [10_080, 120] } })
    await vi.waitFor(
      async () => {
        expect(await remindersOf(later)).toEqual([10_080, 120])
        // A week before was over when the choice was made.
        expect(await remindersOf(soon)).toEqual([120])
      },
      { timeout: 10_000 },
    )
    await save({ notifications: { reminderMinutes: [] } })
    await vi.waitFor(async () => expect(await remindersOf(later)).toEqual([]), { timeout: 10_000 })
  })

  it('that were chosen too late are none either when the booking changes otherwise', async () => {
    const booking = await bookIn(33)
    await office.settled()
    aheadMillis += 28 * HOUR
    await save({ notifications: { reminderMinutes: [400, 60] } })
    await office.settled()
    const expectedStart = new Date(Date.parse(booking.start) + 10 * MINUTE).toISOString()
    const late = { bookingId: booking.bookingId, step: 'running-late', expectedStart }
    await done('report-progress', owner, late)
    await office.settled()
    expect(await remindersOf(booking)).toEqual([60])
  })
})

describe('what happened to an account', () => {
  it('is told by the relay where its command could not', async () => {
    const booking = await bookIn(500)
    await office.settled()
    const { world, database } = office.backend
    const { uid } = user
    await database.query('update accounts set reminder_minutes = $1 where uid = $2', [[30], uid])
    await database.query(
      `insert into unpublished_accounts (uid, version, at) values ($1, 100, now() - interval '1 minute')`,
      [uid],
    )
    await relayChanges(world, openPublisher(world))
    await office.settled()
    await vi.waitFor(async () => expect(await remindersOf(booking)).toEqual([30]), {
      timeout: 10_000,
    })
  })

  it('that goes on while it is published stays in the outbox', async () => {
    await save({ phone: '1' })
    await office.settled()
    const { database, world } = office.backend
    await database.query(
      `insert into unpublished_accounts (uid, version, at) values ($1, 8, now())`,
      [user.uid],
    )
    await markAccountsPublished(world.database, [{ uid: user.uid, version: 7 }])
    const waiting = 'select count(*) as n from unpublished_accounts where uid = $1'
    expect(await f.count(office.backend, waiting, [user.uid])).toBe(1)
    await markAccountsPublished(world.database, [{ uid: user.uid, version: 8 }])
    expect(await f.count(office.backend, waiting, [user.uid])).toBe(0)
  })
})

const NAMES = ['save-account', 'register-device', 'unregister-device', 'mark-notifications-read']
const BODIES: Readonly<Record<string, object>> = {
  'save-account': { phone: '+49 30 3' },
  'register-device': { token: 'some-token', platform: 'web' },
  'unregister-device': { token: 'some-token' },
  'mark-notifications-read': { all: true },
}

describe.each(NAMES)('%s', (name) => {
  it('is for nobody who is not signed in, or anonymously', async () => {
    f.expectProblem(await call(name, undefined, BODIES[name] ?? {}), 'unauthenticated')
    const anonymous = await f.anonymousUser(office.backend)
    f.expectProblem(await call(name, anonymous, BODIES[name] ?? {}), 'forbidden')
  })

  it('is answered again as it was the first time', async () => {
    const body = BODIES[name] ?? {}
    const first = await call(name, user, body, 'the-key')
    expect(first.status).toBe(200)
    const again = await call(name, user, body, 'the-key')
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
  })
})
