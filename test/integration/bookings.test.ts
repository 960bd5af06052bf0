// The life of a booking, by everybody's calls: made, listed, seen, cancelled, and what the clock makes of it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** A Monday morning in Berlin, two hours before work begins. */
const MONDAY = '2027-03-01T06:00:00Z'

let backend: Backend
let clock: f.Clock
let client: User
let stranger: User
let admin: User

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(MONDAY))
  ;[client, stranger, admin] = await Promise.all([
    backend.user('Carl Client'),
    backend.user('Sam Stranger'),
    f.adminUser(backend),
  ])
})
afterAll(() => backend.stop())
beforeEach(() => {
  clock.now = Date.parse(MONDAY)
})

/** A professional of their own for a test; theirs is the owner who made it. */
async function offering(options: Parameters<typeof f.makeProfessional>[2] = {}) {
  const theirs = await backend.user('Olga Owner')
  return { ...(await f.makeProfessional(backend, theirs, options)), owner: theirs }
}

const at = (user: User, serviceId: string, start: string, more: object = {}) =>
  f.post(backend, 'create-booking', user, { serviceId, start, ...more })

const cancel = (user: User, bookingId: string, more: object = {}) =>
  f.post(backend, 'cancel-booking', user, { bookingId, ...more })

const see = async (user: User, bookingId: string) =>
  f.granted(await f.get(backend, 'get-booking', user, { bookingId }))

const list = (user: User, query: Record<string, string | string[]>) =>
  f.get(backend, 'list-bookings', user, query)

const listed = async (user: User, query: Record<string, string | string[]>) =>
  f.granted(await list(user, query)).bookings

const COMING_OF = `select count(*) as n from bookings where client_uid = $1 and status = 'confirmed'`

describe('a booking', () => {
  it('is told whole to its client and to the professional', async () => {
    const price = { amountMinor: 4500, currency: 'EUR' }
    const policy = { cancelNoticeMinutes: 120, rescheduleNoticeMinutes: 60 }
    const { owner: theirs, ...made } = await offering({
      professional: { policy },
      service: { price },
    })
    const start = '2027-03-01T09:00:00Z'
    const more = { note: 'left knee', client: { phone: '+49 30 1' }, timeZone: 'Europe/Lisbon' }
    const booking = f.granted(await at(client, made.serviceId, start, more)).booking
    expect(booking).toEqual({
      bookingId: booking.bookingId,
      appointmentId: booking.appointmentId,
      professionalId: made.professionalId,
      professionalName: 'Ana',
      serviceId: made.serviceId,
      serviceName: 'Check-up',
      status: 'confirmed',
      start,
      end: '2027-03-01T09:30:00Z',
      timeZone: 'Europe/Berlin',
      seats: 1,
      version: 1,
      client: { uid: client.uid, name: 'Carl Client', email: client.email, phone: '+49 30 1' },
      note: 'left knee',
      price,
      cancelUntil: '2027-03-01T07:00:00Z',
      rescheduleUntil: '2027-03-01T08:00:00Z',
      createdAt: MONDAY,
      updatedAt: MONDAY,
    })
    const { bookingId } = booking
    for (const user of [client, theirs, admin]) {
      const { booking: seen, history } = await see(user, bookingId)
      expect(seen).toEqual(booking)
      expect(history).toEqual([{ at: MONDAY, type: 'booking.confirmed', by: 'client' }])
    }
    expect(await listed(client, { as: 'client' })).toContainEqual(booking)
    expect(await listed(theirs, { as: 'professional' })).toEqual([booking])
    const query = { as: 'professional', professionalId: made.professionalId }
    expect(await listed(admin, query)).toEqual([booking])
    f.expectProblem(await f.get(backend, 'get-booking', stranger, { bookingId }), 'not-found')
  })

  it('may start at any offset and fraction, and is told in Z and whole seconds', async () => {
    const made = await offering()
    const told = await at(client, made.serviceId, '2027-03-01T10:00:00.750+01:00')
    expect(f.granted(told).booking.start).toBe('2027-03-01T09:00:00Z')
  })

  it('is of what the account says of itself, unless the request says otherwise', async () => {
    const made = await offering()
    const named = { client: { name: 'Carla' } }
    const { booking } = f.granted(await at(client, made.serviceId, '2027-03-01T09:00:00Z', named))
    expect(booking.client).toEqual({ uid: client.uid, name: 'Carla', email: client.email })
  })

  it('by the owner is for a guest, whom nobody else sees', async () => {
    const made = await offering()
    const guest = { client: { name: 'Gerda Guest', email: 'gerda@example.com' } }
    const told = await at(made.owner, made.serviceId, '2027-03-01T09:00:00Z', guest)
    const { booking } = f.granted(told)
    expect(booking.client).toEqual(guest.client)
    expect((await see(made.owner, booking.bookingId)).history).toMatchObject([
      { by: 'professional' },
    ])
    const seen = await f.get(backend, 'get-booking', client, { bookingId: booking.bookingId })
    f.expectProblem(seen, 'not-found')
    const nameless = { client: { email: 'gerda@example.com' } }
    const refused = await at(made.owner, made.serviceId, '2027-03-01T10:00:00Z', nameless)
    const { errors } = f.expectProblem(refused, 'invalid-request')
    expect(errors).toMatchObject([{ path: 'client.name' }])
  })

  it('takes an address in any script and form, its ends trimmed', async () => {
    const made = await offering()
    const emails = ['pat@müller.de', 'иван@xn--e1afmkfd.xn--p1ai', '{pat}&sam/x=c%y@shop.example']
    for (const [hour, email] of emails.entries()) {
      const guest = { client: { name: 'Gerda Guest', email: ` ${email}\t` } }
      const start = `2027-03-01T${String(9 + hour).padStart(2, '0')}:00:00Z`
      const { booking } = f.granted(await at(made.owner, made.serviceId, start, guest))
      expect((await see(made.owner, booking.bookingId)).booking.client).toEqual({
        name: 'Gerda Guest',
        email,
      })
    }
  })

  it('by the owner for an account is that account’s', async () => {
    const made = await offering()
    await f.book(backend, client, made.serviceId, '2027-03-01T12:00:00Z')
    const forThem = { clientUid: client.uid }
    const told = await at(made.owner, made.serviceId, '2027-03-01T09:00:00Z', forThem)
    const { bookingId, client: named } = f.granted(told).booking
    expect(named).toMatchObject({ uid: client.uid, name: 'Carl Client' })
    expect((await see(client, bookingId)).booking.bookingId).toBe(bookingId)
    const refused = await at(stranger, made.serviceId, '2027-03-01T10:00:00Z', forThem)
    f.expectProblem(refused, 'forbidden')
  })

  it('by the owner for an account is for one that came to them before; others are as if there were none', async () => {
    const made = await offering()
    const elsewhere = await offering()
    const start = '2027-03-01T09:00:00Z'
    await f.book(backend, stranger, elsewhere.serviceId, start)
    const words = async (clientUid: string) => {
      const told = await at(made.owner, made.serviceId, start, { clientUid })
      const { detail } = f.expectProblem(told, 'not-found')
      return detail.replace(clientUid, 'UID')
    }
    const unknown = await words('nobody-at-all')
    expect(await words(stranger.uid)).toBe(unknown)
    // A hold is no booking, nor is one that has lapsed.
    const hold = { serviceId: made.serviceId, start: '2027-03-01T11:00:00Z' }
    f.granted(await f.post(backend, 'hold-slot', stranger, hold))
    expect(await words(stranger.uid)).toBe(unknown)
    clock.now += HOUR
    f.granted(await f.post(backend, 'tick', undefined, {}))
    expect(await words(stranger.uid)).toBe(unknown)
    expect(await f.count(backend, COMING_OF, [stranger.uid])).toBe(1)
    // One that was cancelled was one.
    const own = await f.book(backend, stranger, made.serviceId, '2027-03-01T12:00:00Z')
    f.granted(await cancel(stranger, own.bookingId))
    const { booking } = f.granted(
      await at(made.owner, made.serviceId, start, { clientUid: stranger.uid }),
    )
    expect(booking.client.uid).toBe(stranger.uid)
    f.granted(await at(admin, elsewhere.serviceId, hold.start, { clientUid: client.uid }))
  })

  it('by the owner for an account without a name is called as one that the account makes', async () => {
    const made = await offering()
    const nameless = await backend.user('Nora Nameless')
    await f.book(backend, nameless, made.serviceId, '2027-03-01T09:00:00Z')
    await backend.database.query('update accounts set name = null where uid = $1', [nameless.uid])
    const forThem = { clientUid: nameless.uid }
    const told = await at(made.owner, made.serviceId, '2027-03-01T10:00:00Z', forThem)
    expect(f.granted(told).booking.client).toEqual({
      uid: nameless.uid,
      name: nameless.email,
      email: nameless.email,
    })
  })

  it('waits for approval where the service wants it, save by owner and admin', async () => {
    const made = await offering({ service: { approval: 'manual' } })
    const { booking } = f.granted(await at(client, made.serviceId, '2027-03-01T09:00:00Z'))
    expect(booking).toMatchObject({ status: 'pending', cancelUntil: '2027-03-01T09:00:00Z' })
    expect((await see(client, booking.bookingId)).history).toMatchObject([
      { type: 'booking.requested' },
    ])
    f.expectProblem(await at(stranger, made.serviceId, '2027-03-01T09:00:00Z'), 'slot-taken')
    for (const [user, start] of [
      [made.owner, '2027-03-01T10:00:00Z'],
      [admin, '2027-03-01T11:00:00Z'],
    ] as const)
      expect(f.granted(await at(user, made.serviceId, start)).booking.status).toBe('confirmed')
  })
})

describe('rules', () => {
  it('are set aside by owner and admin, and the history says which', async () => {
    const made = await offering({ professional: { policy: { minNoticeMinutes: 1440 } } })
    const start = '2027-03-01T19:10:00Z'
    const override = ['too-soon', 'outside-hours', 'off-grid', 'limit-reached']
    f.expectProblem(await at(made.owner, made.serviceId, start), 'too-soon')
    const few = await at(made.owner, made.serviceId, start, { override: ['too-soon'] })
    f.expectProblem(few, 'outside-hours')
    f.expectProblem(await at(client, made.serviceId, start, { override }), 'forbidden')
    const { booking } = f.granted(await at(made.owner, made.serviceId, start, { override }))
    expect((await see(made.owner, booking.bookingId)).history).toEqual([
      {
        at: MONDAY,
        type: 'booking.confirmed',
        by: 'professional',
        override: ['too-soon', 'outside-hours', 'off-grid'],
      },
    ])
    const taken = await at(admin, made.serviceId, start, { override })
    f.expectProblem(taken, 'slot-taken')
  })

  it('let the owner book up to 15 minutes back', async () => {
    const made = await offering({ hours: f.everyDay('00:00', '24:00') })
    const override = ['too-soon', 'off-grid']
    const back = (minutes: number) =>
      at(made.owner, made.serviceId, new Date(clock.now - minutes * MINUTE).toISOString(), {
        override,
      })
    f.expectProblem(await back(16), 'too-soon')
    f.granted(await back(15))
  })

  it('are told in their order, with what is free instead', async () => {
    const made = await offering({
      professional: { policy: { maxBookingsPerDay: 1, horizonDays: 10, minNoticeMinutes: 60 } },
    })
    f.granted(await at(stranger, made.serviceId, '2027-03-02T09:00:00Z'))
    for (const [start, reason] of [
      ['2027-03-01T06:30:00Z', 'too-soon'],
      ['2027-03-20T09:00:00Z', 'too-far-ahead'],
      ['2027-03-01T20:00:00Z', 'outside-hours'],
      ['2027-03-01T09:10:00Z', 'off-grid'],
      ['2027-03-02T09:00:00Z', 'slot-taken'],
      ['2027-03-02T10:00:00Z', 'limit-reached'],
    ] as const) {
      const { alternatives } = f.expectProblem(await at(client, made.serviceId, start), reason)
      expect(alternatives).toHaveLength(5)
      const starts = alternatives.map((slot) => slot.start)
      expect(starts.toSorted()).toEqual(starts)
      expect(starts.some((one) => one.startsWith('2027-03-02'))).toBe(false)
    }
    const inactive = { serviceId: made.serviceId, active: false }
    f.granted(await f.post(backend, 'save-service', made.owner, inactive))
    const told = await at(client, made.serviceId, '2027-03-01T09:00:00Z')
    expect(f.expectProblem(told, 'service-inactive').alternatives).toBeUndefined()
  })

  it('hide time off from clients', async () => {
    const made = await offering()
    await backend.database.query(
      `insert into time_off values ($1, gen_random_uuid(), tstzrange('2027-03-02T00:00:00Z', '2027-03-03T00:00:00Z'))`,
      [made.professionalId],
    )
    const start = '2027-03-02T09:00:00Z'
    const told = f.expectProblem(await at(client, made.serviceId, start), 'outside-hours')
    expect(JSON.stringify(told)).not.toMatch(/time.off/)
    f.expectProblem(await at(made.owner, made.serviceId, start), 'on-time-off')
  })
})

describe('a group', () => {
  it('is joined seat by seat, on the grid or off it, until it is full', async () => {
    const made = await offering({ service: { capacity: 5, durationMinutes: 60 } })
    const start = '2027-03-01T09:00:00Z'
    const first = f.granted(await at(client, made.serviceId, start, { seats: 2 })).booking
    const second = f.granted(await at(stranger, made.serviceId, start, { seats: 2 })).booking
    expect(second.appointmentId).toBe(first.appointmentId)
    const range = { from: 0, to: 0.5 }
    const free = async () =>
      (await f.slotsOf(backend, client, made, range)).find((slot) => slot.start === start)
    expect(await free()).toMatchObject({ seatsLeft: 1 })
    f.expectProblem(await at(admin, made.serviceId, start, { seats: 2 }), 'not-enough-seats')
    f.granted(await at(admin, made.serviceId, start))
    expect(await free()).toBeUndefined()
    f.expectProblem(await at(admin, made.serviceId, start), 'slot-taken')
    f.granted(await cancel(stranger, second.bookingId))
    expect(await free()).toMatchObject({ seatsLeft: 2 })
    f.granted(await at(stranger, made.serviceId, start, { seats: 2 }))
    f.expectProblem(
      await at(client, made.serviceId, '2027-03-01T10:00:00Z', { seats: 6 }),
      'not-enough-seats',
    )
  })
})

describe('a list', () => {
  let made: Awaited<ReturnType<typeof offering>>
  let mine: f.Booked[]
  const starts = [9, 10, 11, 12, 13].map(
    (hour) => `2027-03-01T${String(hour).padStart(2, '0')}:00:00Z`,
  )
  let user: User

  beforeAll(async () => {
    clock.now = Date.parse(MONDAY)
    user = await backend.user('Lisa Lister')
    made = await offering()
    mine = []
    for (const start of starts) mine.push(f.granted(await at(user, made.serviceId, start)).booking)
    f.granted(await cancel(user, f.nth(mine, 1).bookingId))
  })

  const startsOf = (bookings: readonly f.Booked[]) => bookings.map(({ start }) => start)

  it('is ordered by start, either way', async () => {
    expect(startsOf(await listed(user, { as: 'client' }))).toEqual(starts)
    const desc = await listed(user, { as: 'client', order: 'desc' })
    expect(startsOf(desc)).toEqual(starts.toReversed())
  })

  it('is of a range of starts, half-open, to the millisecond', async () => {
    const [, second = '', third = '', fourth = ''] = starts
    const query = { as: 'client', from: second, to: fourth }
    expect(startsOf(await listed(user, query))).toEqual([second, third])
    const fraction = {
      as: 'client',
      from: second.replace('Z', '.001Z'),
      to: fourth.replace('Z', '.001Z'),
    }
    expect(startsOf(await listed(user, fraction))).toEqual([third, fourth])
  })

  it('is of the statuses that are asked for', async () => {
    const cancelled = await listed(user, { as: 'client', status: 'cancelled' })
    expect(startsOf(cancelled)).toEqual([starts[1]])
    expect(await listed(user, { as: 'client', status: ['confirmed', 'cancelled'] })).toHaveLength(5)
    expect(await listed(user, { as: 'client', status: ['pending', 'held'] })).toEqual([])
  })

  it('comes page by page, each booking once', async () => {
    for (const order of ['asc', 'desc']) {
      const found: string[] = []
      let pageToken: string | undefined
      for (let pages = 0; pages < 10; pages++) {
        const query = { as: 'client', order, pageSize: '2', ...(pageToken && { pageToken }) }
        const page = f.granted(await list(user, query))
        expect(page.bookings.length).toBeLessThanOrEqual(2)
        found.push(...startsOf(page.bookings))
        pageToken = page.nextPageToken
        if (pageToken === undefined) break
      }
      expect(found).toEqual(order === 'asc' ? starts : starts.toReversed())
    }
    expect(
      f.granted(await list(user, { as: 'client', pageSize: '5' })).nextPageToken,
    ).toBeUndefined()
  })

  it('takes a page token for an hour, with the same parameters, from whoever got it', async () => {
    const query = { as: 'client', pageSize: '2' }
    const { nextPageToken = '' } = f.granted(await list(user, query))
    const next = (more: object) => list(user, { ...query, pageToken: nextPageToken, ...more })
    f.granted(await next({}))
    f.granted(await next({ pageSize: '3' }))
    for (const more of [
      { order: 'desc' },
      { status: 'confirmed' },
      { from: starts[0] },
      { pageToken: `${nextPageToken}AAAA` },
      { pageToken: nextPageToken.slice(1) },
      { pageToken: Buffer.from('["x",1e99,{"start":1,"bookingId":"x"}]').toString('base64url') },
    ]) {
      const { errors } = f.expectProblem(await next(more), 'invalid-request')
      expect(
        errors.map(({ path }) => path),
        JSON.stringify(more),
      ).toEqual(['pageToken'])
    }
    clock.now += HOUR - 1
    f.granted(await next({}))
    clock.now += 1
    f.expectProblem(await next({}), 'invalid-request')
  })

  it('does not believe anybody else where the page ended', async () => {
    const { nextPageToken = '' } = f.granted(await list(user, { as: 'client', pageSize: '2' }))
    const { bookingId } = f.nth(mine, 0)
    for (const position of [{ start: 1, bookingId }, { start: 1e300, bookingId }, null]) {
      const pageToken = f.withPosition(nextPageToken, position)
      f.expectProblem(await list(user, { as: 'client', pageToken }), 'invalid-request')
    }
  })

  it('of a professional is for owner and admin alone', async () => {
    const { professionalId } = made
    expect(startsOf(await listed(made.owner, { as: 'professional' }))).toEqual(starts)
    const named = { as: 'professional', professionalId }
    expect(startsOf(await listed(admin, named))).toEqual(starts)
    f.expectProblem(await list(user, named), 'not-found')
    f.expectProblem(await list(stranger, { as: 'professional' }), 'not-found')
    expect(await listed(stranger, { as: 'client', from: starts[0] ?? '' })).not.toContainEqual(
      expect.objectContaining({ professionalId }),
    )
  })
})

describe('a cancellation', () => {
  it('frees the time, tells who and why, and is in the history', async () => {
    const made = await offering()
    const start = '2027-03-01T09:00:00Z'
    const { bookingId } = f.granted(await at(client, made.serviceId, start)).booking
    clock.now += MINUTE
    const told = f.granted(await cancel(client, bookingId, { reason: 'ill', version: 1 })).booking
    const now = '2027-03-01T06:01:00Z'
    expect(told).toMatchObject({
      status: 'cancelled',
      version: 2,
      cancelledBy: 'client',
      cancelReason: 'ill',
      updatedAt: now,
      createdAt: MONDAY,
    })
    expect(told).not.toHaveProperty('cancelUntil')
    const seen = await see(made.owner, bookingId)
    expect(seen.booking).toEqual(told)
    expect(seen.history).toEqual([
      { at: MONDAY, type: 'booking.confirmed', by: 'client' },
      { at: now, type: 'booking.cancelled', by: 'client' },
    ])
    f.granted(await at(stranger, made.serviceId, start))
    f.expectProblem(await cancel(client, bookingId), 'already-cancelled')
  })

  it('by a client is possible while the notice lasts, to the second; by the owner until the start', async () => {
    const policy = { cancelNoticeMinutes: 120 }
    const made = await offering({ professional: { policy } })
    const first = f.granted(await at(client, made.serviceId, '2027-03-01T09:00:00Z')).booking
    const second = f.granted(await at(client, made.serviceId, '2027-03-01T10:00:00Z')).booking
    clock.now = Date.parse('2027-03-01T07:00:00.001Z')
    f.expectProblem(await cancel(client, first.bookingId), 'too-late-to-cancel')
    clock.now = Date.parse('2027-03-01T07:00:00Z')
    expect(f.granted(await cancel(client, first.bookingId)).booking.status).toBe('cancelled')
    clock.now = Date.parse('2027-03-01T09:59:59Z')
    f.expectProblem(await cancel(client, second.bookingId), 'too-late-to-cancel')
    const told = f.granted(await cancel(made.owner, second.bookingId, { reason: 'fire' })).booking
    expect(told).toMatchObject({ cancelledBy: 'professional', cancelReason: 'fire' })
  })

  it('of a request that is pending is possible until the start, then it has expired', async () => {
    const policy = { cancelNoticeMinutes: 1440 }
    const made = await offering({ professional: { policy }, service: { approval: 'manual' } })
    const first = f.granted(await at(client, made.serviceId, '2027-03-01T09:00:00Z')).booking
    const second = f.granted(await at(client, made.serviceId, '2027-03-01T10:00:00Z')).booking
    clock.now = Date.parse('2027-03-01T08:59:59Z')
    f.granted(await cancel(client, first.bookingId))
    clock.now = Date.parse('2027-03-01T10:00:00Z')
    f.expectProblem(await cancel(client, second.bookingId), 'not-changeable')
  })

  it('is nobody’s once the start has come', async () => {
    const made = await offering()
    const { bookingId } = f.granted(
      await at(client, made.serviceId, '2027-03-01T09:00:00Z'),
    ).booking
    for (const now of ['2027-03-01T09:00:00Z', '2027-03-01T09:29:59Z', '2027-03-02T00:00:00Z']) {
      clock.now = Date.parse(now)
      for (const user of [client, made.owner, admin])
        f.expectProblem(await cancel(user, bookingId), 'not-changeable')
    }
  })

  it('holds at the version it names alone', async () => {
    const made = await offering()
    const { bookingId } = f.granted(
      await at(client, made.serviceId, '2027-03-01T09:00:00Z'),
    ).booking
    f.expectProblem(await cancel(client, bookingId, { version: 2 }), 'version-mismatch')
    f.granted(await cancel(client, bookingId, { version: 1 }))
  })

  it('by an admin is recorded as theirs', async () => {
    const made = await offering()
    const { bookingId } = f.granted(
      await at(client, made.serviceId, '2027-03-01T09:00:00Z'),
    ).booking
    f.expectProblem(await cancel(stranger, bookingId), 'not-found')
    expect(f.granted(await cancel(admin, bookingId)).booking.cancelledBy).toBe('admin')
    expect((await see(client, bookingId)).history.at(-1)?.by).toBe('admin')
  })
})

describe('the clock', () => {
  it('makes the same of a booking in every answer', async () => {
    const made = await offering()
    const pending = await offering({ service: { approval: 'manual' } })
    const user = await backend.user('Tom Timed')
    const confirmed = f.granted(await at(user, made.serviceId, '2027-03-01T09:00:00Z')).booking
    const requested = f.granted(await at(user, pending.serviceId, '2027-03-01T09:00:00Z')).booking
    for (const [now, first, second] of [
      ['2027-03-01T08:59:59.999Z', 'confirmed', 'pending'],
      ['2027-03-01T09:00:00.000Z', 'in-progress', 'expired'],
      ['2027-03-01T09:29:59.999Z', 'in-progress', 'expired'],
      ['2027-03-01T09:30:00.000Z', 'completed', 'expired'],
      ['2027-09-01T00:00:00.000Z', 'completed', 'expired'],
    ] as const) {
      clock.now = Date.parse(now)
      for (const [{ bookingId }, status, theirs] of [
        [confirmed, first, made.owner],
        [requested, second, pending.owner],
      ] as const) {
        expect((await see(user, bookingId)).booking.status, now).toBe(status)
        const asked: [User, string][] = [
          [user, 'client'],
          [theirs, 'professional'],
        ]
        for (const [who, as] of asked) {
          const found = await listed(who, { as, status })
          expect(
            found.map((one) => one.bookingId),
            `${as} ${now}`,
          ).toEqual([bookingId])
          expect(found[0]?.status).toBe(status)
          const others = ['confirmed', 'pending', 'in-progress', 'completed', 'expired'].filter(
            (one) => one !== status && (who !== user || (one !== first && one !== second)),
          )
          expect(await listed(who, { as, status: others }), `${as} ${now}`).toEqual([])
        }
      }
      const shown = await listed(user, { as: 'client' })
      const shownStatuses = [first, second].filter((one) => one !== 'expired')
      expect(shown.map(({ status }) => status).toSorted()).toEqual(shownStatuses.toSorted())
    }
  })
})

describe('an account', () => {
  it('has at most so many upcoming bookings, with anybody', async () => {
    const limited = await f.startClocked(MONDAY, { config: { upcomingBookings: 3 } })
    try {
      const [ana, bob, carl] = await Promise.all(
        ['Ana', 'Bob', 'Carl'].map((name) => limited.backend.user(name)),
      )
      if (!ana || !bob || !carl) throw new Error('three users were made')
      const first = await f.makeProfessional(limited.backend, ana)
      const second = await f.makeProfessional(limited.backend, bob)
      await f.book(limited.backend, carl, first.serviceId, '2027-03-01T09:00:00Z')
      await f.book(limited.backend, carl, first.serviceId, '2027-03-01T10:00:00Z')
      const third = await f.book(limited.backend, carl, second.serviceId, '2027-03-01T09:00:00Z')
      const data = { serviceId: second.serviceId, start: '2027-03-01T11:00:00Z' }
      const refused = await f.post(limited.backend, 'create-booking', carl, data)
      f.expectProblem(refused, 'rate-limited')
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
      f.granted(
        await f.post(limited.backend, 'create-booking', bob, {
          ...data,
          client: { name: 'Guest' },
        }),
      )
      f.granted(
        await f.post(limited.backend, 'cancel-booking', carl, { bookingId: third.bookingId }),
      )
      f.granted(
        await f.post(limited.backend, 'create-booking', carl, {
          ...data,
          start: '2027-03-01T12:00:00Z',
        }),
      )
      limited.clock.now = Date.parse('2027-03-01T09:00:00Z')
      f.granted(
        await f.post(limited.backend, 'create-booking', carl, {
          ...data,
          start: '2027-03-01T13:00:00Z',
        }),
      )
    } finally {
      await limited.backend.stop()
    }
  })

  it('sends at most so many commands a minute; queries are not counted', async () => {
    const limited = await f.startClocked('2027-03-01T06:00:15Z', {
      config: { commandsPerMinute: 5 },
    })
    try {
      const [ana, bob] = await Promise.all(['Ana', 'Bob'].map((name) => limited.backend.user(name)))
      if (!ana || !bob) throw new Error('two users were made')
      const save = (user: User) =>
        f.post(limited.backend, 'save-professional', user, { name: 'A', timeZone: 'UTC' })
      for (let i = 0; i < 5; i++) f.granted(await save(ana))
      const refused = await save(ana)
      f.expectProblem(refused, 'rate-limited')
      expect(refused.headers.get('Retry-After')).toBe('45')
      f.granted(await f.get(limited.backend, 'get-schedule', ana))
      f.granted(await save(bob))
      limited.clock.now = Date.parse('2027-03-01T06:01:00Z')
      f.granted(await save(ana))
    } finally {
      await limited.backend.stop()
    }
  })

  it('may not exceed its commands by sending them at once', async () => {
    const limited = await startBackend({
      subscribe: false,
      now: () => Date.parse(MONDAY),
      config: { commandsPerMinute: 10 },
    })
    try {
      const ana = await limited.user('Ana')
      const told = await Promise.all(
        Array.from({ length: 25 }, () =>
          f.post(limited, 'save-professional', ana, { name: 'A', timeZone: 'UTC' }),
        ),
      )
      expect(told.filter(({ status }) => status === 200)).toHaveLength(10)
      expect(told.filter(({ status }) => status === 429)).toHaveLength(15)
    } finally {
      await limited.stop()
    }
  })

  it('is told as its token has it before its first command, and as it is kept after it', async () => {
    const fresh = await backend.user('Fred Fresh')
    const before = f.granted(await f.get(backend, 'get-account', fresh))
    expect(before).toMatchObject({
      account: { uid: fresh.uid, name: 'Fred Fresh', email: fresh.email },
      unreadNotifications: 0,
    })
    expect(before.professionalId).toBeUndefined()
    const made = await f.makeProfessional(backend, fresh)
    const after = f.granted(await f.get(backend, 'get-account', fresh))
    expect(after).toEqual({ ...before, professionalId: made.professionalId })
  })
})
