// A professional's own side: profile, services and hours as they are made, patched, rehearsed and read back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY, HOUR, formatInstant } from '../../shared/time/instant.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

/** A Monday. */
const NOW = '2027-03-01T06:00:00Z'
const YEAR_MILLIS = 365 * 86_400_000

let backend: Backend
let client: User
let admin: User

beforeAll(async () => {
  ;({ backend } = await f.startClocked(NOW))
  ;[client, admin] = await Promise.all([backend.user('Carl Client'), f.adminUser(backend)])
})
afterAll(() => backend.stop())

const save = async (user: User, fields: object) =>
  f.granted(await f.post(backend, 'save-professional', user, fields))

const offer = async (user: User, fields: object) =>
  f.granted(await f.post(backend, 'save-service', user, fields))

const setHours = async (user: User, fields: object) =>
  f.granted(await f.post(backend, 'set-working-hours', user, fields))

const schedule = async (user: User, query: Record<string, string> = {}) =>
  f.granted(await f.get(backend, 'get-schedule', user, query))

async function newOwner(fields: object = {}) {
  const owner = await backend.user('Olga Owner')
  const { professional } = await save(owner, { name: 'Olga', timeZone: 'Europe/Berlin', ...fields })
  return { owner, professionalId: professional.professionalId }
}

const POLICY = {
  minNoticeMinutes: 0,
  horizonDays: 60,
  cancelNoticeMinutes: 0,
  rescheduleNoticeMinutes: 0,
  weekStartsOn: 1,
  requireVerified: false,
}

describe('save-professional', () => {
  it('makes a calendar with the defaults, at revision 1', async () => {
    const owner = await backend.user('Olga Owner')
    const told = await save(owner, { name: ' Olga ', timeZone: 'Europe/Berlin' })
    const { professionalId } = told.professional
    expect(professionalId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(told).toEqual({
      professional: {
        professionalId,
        name: 'Olga',
        timeZone: 'Europe/Berlin',
        specialties: [],
        active: true,
        policy: POLICY,
        revision: 1,
      },
      revision: 1,
      conflicts: [],
      conflictCount: 0,
    })
    expect((await schedule(owner)).professional).toEqual(told.professional)
  })

  it('needs a name and a zone at first', async () => {
    const owner = await backend.user('Olga Owner')
    for (const [fields, paths] of [
      [{}, ['name', 'timeZone']],
      [{ name: 'Olga' }, ['timeZone']],
      [{ timeZone: 'UTC' }, ['name']],
    ] as const) {
      const told = await f.post(backend, 'save-professional', owner, fields)
      const { errors } = f.expectProblem(told, 'invalid-request')
      expect(errors.map(({ path }) => path)).toEqual(paths)
    }
    f.expectProblem(await f.get(backend, 'get-schedule', owner), 'not-found')
  })

  it('keeps what is absent, field by field in the policy, and clears what is null', async () => {
    const { owner } = await newOwner({
      headline: 'Physiotherapist',
      about: 'Backs\nand knees',
      photoUrl: 'https://example.com/a.png',
      location: { address: 'Hauptstr. 1', latitude: 52.5, longitude: 13.4 },
      online: true,
      contact: { phone: '+49 30 901820', email: 'praxis@example.com' },
      specialties: ['back', 'knee', 'back'],
      policy: { slotStepMinutes: 15, maxBookingsPerDay: 8, cancelNoticeMinutes: 60 },
    })
    const first = (await save(owner, {})).professional
    expect(first.specialties).toEqual(['back', 'knee'])
    const patch = { name: 'Dr. Olga', policy: { maxBookingsPerWeek: 30, maxBookingsPerDay: null } }
    const second = (await save(owner, patch)).professional
    expect(second).toEqual({
      ...first,
      name: 'Dr. Olga',
      revision: 2,
      policy: { ...POLICY, slotStepMinutes: 15, maxBookingsPerWeek: 30, cancelNoticeMinutes: 60 },
    })
    const cleared = {
      headline: null,
      about: null,
      photoUrl: null,
      location: null,
      online: null,
      contact: null,
    }
    const third = await save(owner, {
      ...cleared,
      policy: { slotStepMinutes: null },
      specialties: [],
    })
    const { headline: _h, about: _a, photoUrl: _p, location: _l, online: _o, ...others } = second
    const { contact: _c, ...kept } = others
    const { slotStepMinutes: _s, ...policy } = second.policy
    expect(third.professional).toEqual({ ...kept, specialties: [], policy, revision: 3 })
    expect((await schedule(owner)).professional).toEqual(third.professional)
  })

  it('that changes nothing moves nothing', async () => {
    const { owner } = await newOwner({ policy: { horizonDays: 30 } })
    const digest = await f.digestOf(backend)
    for (const fields of [
      {},
      { name: 'Olga' },
      { policy: {} },
      { policy: { horizonDays: 30 } },
      { headline: null },
    ])
      expect((await save(owner, fields)).revision, JSON.stringify(fields)).toBe(1)
    expect(await f.digestOf(backend)).toBe(digest)
  })

  it('knows zones by their IANA names alone', async () => {
    const { owner } = await newOwner()
    for (const timeZone of ['America/Argentina/Buenos_Aires', 'Asia/Kathmandu', 'UTC', 'Etc/GMT+5'])
      expect((await save(owner, { timeZone })).professional.timeZone).toBe(timeZone)
    expect((await save(owner, { timeZone: 'europe/berlin' })).professional.timeZone).toBe(
      'Europe/Berlin',
    )
    for (const timeZone of ['CEST', 'GMT+2', '+02:00', 'Berlin', 'Europe/Berlin ', 'SystemV/PST8'])
      f.expectProblem(
        await f.post(backend, 'save-professional', owner, { timeZone }),
        'invalid-request',
      )
  })

  it('by an admin is of whom they name', async () => {
    const owner = await backend.user('Nora New')
    const profile = { ownerUid: owner.uid, name: 'Nora', timeZone: 'UTC' }
    f.expectProblem(await f.post(backend, 'save-professional', owner, profile), 'forbidden')
    f.expectProblem(await f.post(backend, 'save-professional', client, profile), 'forbidden')
    const { professional } = await save(admin, profile)
    const { professionalId } = professional
    expect((await schedule(owner)).professional.professionalId).toBe(professionalId)
    // Also to somebody whose calendar there is by now: nobody learns that there is one.
    f.expectProblem(await f.post(backend, 'save-professional', client, profile), 'forbidden')
    expect((await save(admin, { professionalId, name: 'Nora N.' })).revision).toBe(2)
    expect((await save(admin, { ownerUid: owner.uid, headline: 'x' })).professional.name).toBe(
      'Nora N.',
    )
    const moved = { professionalId, ownerUid: client.uid }
    const { errors } = f.expectProblem(
      await f.post(backend, 'save-professional', admin, moved),
      'invalid-request',
    )
    expect(errors).toMatchObject([{ path: 'ownerUid' }])
    const kinds = await backend.database.query<{ by_kind: string }>(
      'select by_kind from changes where professional_id = $1',
      [professionalId],
    )
    expect(kinds.rows.map((row) => row.by_kind)).toEqual(['admin', 'admin', 'admin'])
  })

  it('by anybody else finds nothing', async () => {
    const { professionalId } = await newOwner()
    const told = await f.post(backend, 'save-professional', client, {
      professionalId,
      name: 'Mine',
    })
    f.expectProblem(told, 'not-found')
  })

  it('to a new zone keeps wall times, and names the bookings that no longer fit', async () => {
    const owner = await backend.user('Olga Owner')
    const made = await f.makeProfessional(backend, owner)
    const early = await f.book(backend, client, made.serviceId, '2027-03-02T08:00:00Z')
    const late = await f.book(backend, client, made.serviceId, '2027-03-02T15:30:00Z')
    const move = { timeZone: 'Europe/London' }
    const digest = await f.digestOf(backend)
    const rehearsed = await save(owner, { ...move, validateOnly: true })
    expect(rehearsed.conflicts.map(({ bookingId }) => bookingId)).toEqual([early.bookingId])
    expect(rehearsed.professional.timeZone).toBe('Europe/London')
    expect(await f.digestOf(backend)).toBe(digest)
    const done = await save(owner, move)
    expect(done.conflicts).toEqual(rehearsed.conflicts)
    expect(done.conflicts[0]).toMatchObject({
      start: early.start,
      timeZone: 'Europe/London',
      status: 'confirmed',
    })
    const kept = f.granted(await f.get(backend, 'list-bookings', client, { as: 'client' })).bookings
    const starts = kept
      .filter(({ professionalId }) => professionalId === made.professionalId)
      .map(({ start }) => start)
    expect(starts).toEqual([early.start, late.start])
    const [first] = await f.slotsOf(backend, client, made, { from: 2, to: 3 })
    expect(first?.start).toBe('2027-03-03T09:00:00Z')
  })

  it('to a new zone keeps time off of whole days on its dates', async () => {
    const owner = await backend.user('Olga Owner')
    const made = await f.makeProfessional(backend, owner)
    const dates = { startDate: '2027-03-03', endDate: '2027-03-04' }
    f.granted(await f.post(backend, 'add-time-off', owner, dates))
    await save(owner, { timeZone: 'America/Los_Angeles' })
    expect(await schedule(owner)).toMatchObject({
      timeOff: [{ ...dates, start: '2027-03-03T08:00:00Z', end: '2027-03-05T08:00:00Z' }],
    })
    // 09:00 to 17:00 there is 17:00 to 01:00 in UTC.
    const slots = await f.slotsOf(backend, client, made, { from: 2, to: 5 })
    expect(slots[0]?.start).toBe('2027-03-05T17:00:00Z')
  })
})

describe('time off of whole days', () => {
  it('is on its dates, though the zone’s rules were others when it was saved', async () => {
    const owner = await backend.user('Olga Owner')
    const made = await f.makeProfessional(backend, owner, {
      professional: { timeZone: 'UTC' },
      hours: f.everyDay('00:00', '24:00'),
    })
    const dates = { startDate: '2027-03-03', endDate: '2027-03-04' }
    f.granted(await f.post(backend, 'add-time-off', owner, dates))
    // What a version of tzdata that is two hours off has left behind, and one that is a week off, if there were one.
    for (const off of [2 * HOUR, -2 * HOUR, 7 * DAY]) {
      const [start, end] = ['2027-03-03', '2027-03-05'].map((day) =>
        formatInstant(Date.parse(day) + off),
      )
      await backend.database.query(
        `update time_off set during = tstzrange($2::timestamptz, $3::timestamptz) where professional_id = $1`,
        [made.professionalId, start, end],
      )
      await f.moveRevision(backend, made.professionalId)
      expect(await schedule(owner)).toMatchObject({
        timeOff: [{ ...dates, start: '2027-03-03T00:00:00Z', end: '2027-03-05T00:00:00Z' }],
      })
      const starts = (await f.slotsOf(backend, client, made, { from: 1, to: 4 })).map(({ start }) =>
        start.slice(0, 10),
      )
      expect([...new Set(starts)]).toEqual(['2027-03-02', '2027-03-05'])
    }
  })
})

describe('save-service', () => {
  it('by an admin names the calendar, of which alone the service is looked for', async () => {
    const owner = await backend.user('Sara Served')
    const { professionalId, serviceId } = await f.makeProfessional(backend, owner)
    const renamed = { serviceId, name: 'Renamed' }
    f.expectProblem(await f.post(backend, 'save-service', admin, renamed), 'not-found')
    const named = await f.post(backend, 'save-service', admin, { ...renamed, professionalId })
    expect(f.granted(named).service.name).toBe('Renamed')
    f.expectProblem(await f.post(backend, 'save-service', client, renamed), 'not-found')
  })

  it('makes a service with the defaults', async () => {
    const { owner, professionalId } = await newOwner()
    const told = await offer(owner, { name: 'Cut', durationMinutes: 45 })
    const { serviceId } = told.service
    expect(told).toEqual({
      service: {
        serviceId,
        professionalId,
        name: 'Cut',
        durationMinutes: 45,
        bufferBeforeMinutes: 0,
        bufferAfterMinutes: 0,
        capacity: 1,
        approval: 'automatic',
        active: true,
      },
      revision: 2,
      conflicts: [],
      conflictCount: 0,
    })
    expect((await schedule(owner)).services).toEqual([told.service])
  })

  it('keeps what is absent and clears what is null', async () => {
    const { owner } = await newOwner()
    const full = {
      name: 'Class',
      description: 'Bring a towel',
      durationMinutes: 60,
      bufferBeforeMinutes: 5,
      bufferAfterMinutes: 10,
      capacity: 8,
      hours: [{ weekday: 2, start: '18:00', end: '19:00' }],
      slotStepMinutes: 30,
      minNoticeMinutes: 60,
      horizonDays: 14,
      approval: 'manual',
      price: { amountMinor: 1500, currency: 'EUR' },
    }
    const { service } = await offer(owner, full)
    expect(service).toMatchObject(full)
    const { serviceId } = service
    const renamed = (await offer(owner, { serviceId, name: 'Yoga' })).service
    expect(renamed).toEqual({ ...service, name: 'Yoga' })
    const cleared = {
      description: null,
      hours: null,
      slotStepMinutes: null,
      minNoticeMinutes: null,
      horizonDays: null,
      price: null,
    }
    const bare = (await offer(owner, { serviceId, ...cleared, active: false })).service
    expect(Object.keys(bare).filter((key) => key in cleared)).toEqual([])
    expect(bare).toMatchObject({ name: 'Yoga', capacity: 8, active: false, approval: 'manual' })
    const { services, revision } = await schedule(owner)
    expect(services).toEqual([bare])
    expect((await offer(owner, { serviceId, name: 'Yoga', active: false })).revision).toBe(revision)
  })

  it('takes 20 active ones, and more that are not', async () => {
    const { owner } = await newOwner()
    for (let i = 0; i < 20; i++) await offer(owner, { name: `S${i}`, durationMinutes: 30 })
    const more = { name: 'S20', durationMinutes: 30 }
    const told = await f.post(backend, 'save-service', owner, more)
    expect(f.expectProblem(told, 'invalid-request').errors).toMatchObject([{ path: 'active' }])
    const { service } = await offer(owner, { ...more, active: false })
    const wake = { serviceId: service.serviceId, active: true }
    f.expectProblem(await f.post(backend, 'save-service', owner, wake), 'invalid-request')
    const { services } = await schedule(owner)
    expect(services).toHaveLength(21)
    await offer(owner, { serviceId: f.nth(services, 0).serviceId, active: false })
    expect((await offer(owner, wake)).service.active).toBe(true)
  })

  it('that raises the capacity raises that of what stands', async () => {
    const owner = await backend.user('Olga Owner')
    const made = await f.makeProfessional(backend, owner, { service: { capacity: 2 } })
    const start = '2027-03-02T09:00:00Z'
    await f.book(backend, client, made.serviceId, start, { seats: 2 })
    const told = await f.post(backend, 'create-booking', admin, {
      serviceId: made.serviceId,
      start,
    })
    f.expectProblem(told, 'slot-taken')
    await offer(owner, { serviceId: made.serviceId, capacity: 3 })
    const slots = await f.slotsOf(backend, admin, made, { from: 1, to: 2 })
    expect(slots.find((slot) => slot.start === start)?.seatsLeft).toBe(1)
    await f.book(backend, admin, made.serviceId, start)
    await offer(owner, { serviceId: made.serviceId, capacity: 1 })
    const full = await f.slotsOf(backend, admin, made, { from: 1, to: 2 })
    expect(full.find((slot) => slot.start === start)).toBeUndefined()
  })

  it('with hours of its own names the bookings that fall outside', async () => {
    const owner = await backend.user('Olga Owner')
    const made = await f.makeProfessional(backend, owner)
    const booking = await f.book(backend, client, made.serviceId, '2027-03-02T09:00:00Z')
    const { serviceId } = made
    const hours = f.everyDay('14:00', '16:00')
    const rehearsed = await offer(owner, { serviceId, hours, validateOnly: true })
    expect(rehearsed.conflicts).toMatchObject([{ bookingId: booking.bookingId }])
    expect((await offer(owner, { serviceId, hours })).conflicts).toEqual(rehearsed.conflicts)
    expect((await offer(owner, { serviceId, hours: null })).conflicts).toEqual([])
  })
})

describe('set-working-hours', () => {
  const MORNING = f.everyDay('08:00', '12:00')
  const NIGHT = f.everyDay('22:00', '02:00')

  it('is in force from today, by the professional’s date', async () => {
    // 06:00 in UTC is still the day before in Honolulu.
    const { owner } = await newOwner({ timeZone: 'Pacific/Honolulu' })
    const { revision } = await setHours(owner, { hours: MORNING })
    expect(revision).toBe(2)
    const { workingHours } = await schedule(owner)
    expect(workingHours).toEqual([{ effectiveFrom: '2027-02-28', hours: MORNING }])
  })

  it('keeps a rule for each date, replaces that of the same one and drops it with null', async () => {
    const { owner } = await newOwner()
    const full = [{ weekday: 7, start: '00:00', end: '24:00' }]
    await setHours(owner, { hours: MORNING, effectiveFrom: '2027-03-01' })
    await setHours(owner, { hours: NIGHT, effectiveFrom: '2027-04-01' })
    await setHours(owner, { hours: full, effectiveFrom: '2026-01-01' })
    const all = (await schedule(owner)).workingHours
    expect(all.map(({ effectiveFrom }) => effectiveFrom)).toEqual([
      '2026-01-01',
      '2027-03-01',
      '2027-04-01',
    ])
    await setHours(owner, { hours: [], effectiveFrom: '2027-04-01' })
    expect((await schedule(owner)).workingHours.at(-1)?.hours).toEqual([])
    const { revision } = await setHours(owner, { hours: null, effectiveFrom: '2027-04-01' })
    expect((await schedule(owner)).workingHours).toHaveLength(2)
    const again = await setHours(owner, { hours: null, effectiveFrom: '2027-04-01' })
    expect(again.revision).toBe(revision)
  })

  it('keeps rules that are over out of the schedule, and drops them all the same', async () => {
    const { owner, professionalId } = await newOwner()
    for (const [index, effectiveFrom] of ['2025-01-01', '2026-01-01', '2027-01-01'].entries())
      await setHours(owner, { hours: f.everyDay('08:00', `1${index}:00`), effectiveFrom })
    const shown = async () => (await schedule(owner)).workingHours.map((one) => one.effectiveFrom)
    const stored = () =>
      f.count(backend, 'select count(*) as n from weekly_rules where professional_id = $1', [
        professionalId,
      ])
    expect(await shown()).toEqual(['2027-01-01'])
    expect(await stored()).toBe(3)
    await setHours(owner, { hours: null, effectiveFrom: '2025-01-01' })
    expect(await stored()).toBe(2)
    await setHours(owner, { hours: null, effectiveFrom: '2027-01-01' })
    expect(await shown()).toEqual(['2026-01-01'])
    const past = { from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' }
    expect((await schedule(owner, past)).workingHours).toHaveLength(1)
  })

  it('names the bookings that no longer fit, and rehearses it', async () => {
    const owner = await backend.user('Olga Owner')
    const made = await f.makeProfessional(backend, owner)
    const early = await f.book(backend, client, made.serviceId, '2027-03-02T08:00:00Z')
    const late = await f.book(backend, client, made.serviceId, '2027-03-02T15:00:00Z')
    const cancelled = await f.book(backend, client, made.serviceId, '2027-03-02T14:00:00Z')
    const { bookingId } = cancelled
    f.granted(await f.post(backend, 'cancel-booking', client, { bookingId }))
    const digest = await f.digestOf(backend)
    const rehearsed = await setHours(owner, { hours: MORNING, validateOnly: true })
    expect(rehearsed.conflicts.map((one) => one.bookingId)).toEqual([late.bookingId])
    expect(await f.digestOf(backend)).toBe(digest)
    const done = await setHours(owner, { hours: MORNING })
    expect(done.conflicts).toEqual(rehearsed.conflicts)
    expect(done.conflicts[0]?.client).toMatchObject({ uid: client.uid, name: 'Carl Client' })
    const closed = await setHours(owner, { hours: [] })
    expect(closed.conflicts.map((one) => one.bookingId)).toEqual([early.bookingId])
    const seen = f.granted(
      await f.get(backend, 'get-booking', client, { bookingId: early.bookingId }),
    )
    expect(seen.booking.status).toBe('confirmed')
  })
})

describe('a revision', () => {
  it('is moved by every change by one, and each is one message in the outbox’s history', async () => {
    const owner = await backend.user('Olga Owner')
    const made = await f.makeProfessional(backend, owner)
    expect(made.revision).toBe(3)
    const booking = await f.book(backend, client, made.serviceId, '2027-03-02T09:00:00Z')
    f.granted(await f.post(backend, 'cancel-booking', client, { bookingId: booking.bookingId }))
    await save(owner, { online: true })
    await save(owner, { online: true })
    await setHours(owner, { hours: f.everyDay('10:00', '12:00'), validateOnly: true })
    const { rows } = await backend.database.query<{
      revision: number
      type: string
      by_kind: string
    }>(
      'select revision::int as revision, type, by_kind from changes where professional_id = $1 order by revision',
      [made.professionalId],
    )
    expect(rows).toEqual(
      [
        ['professional.changed', 'professional'],
        ['service.changed', 'professional'],
        ['schedule.changed', 'professional'],
        ['booking.confirmed', 'client'],
        ['booking.cancelled', 'client'],
        ['professional.changed', 'professional'],
      ].map(([type, by_kind], index) => ({ revision: index + 1, type, by_kind })),
    )
    expect((await schedule(owner)).revision).toBe(6)
  })
})

describe('get-schedule', () => {
  it('shows what concerns a range: today and a year on unless told', async () => {
    const { owner, professionalId } = await newOwner()
    const dates = ['2027-02-27', '2027-02-28', '2027-03-01', '2028-02-28', '2028-03-02']
    for (const date of dates)
      await backend.database.query("insert into date_hours values ($1, $2, '[]')", [
        professionalId,
        date,
      ])
    for (const [from, to] of [
      ['2027-02-20T00:00:00Z', '2027-02-28T23:00:00Z'],
      ['2027-02-28T00:00:00Z', '2027-02-28T23:00:01Z'],
      ['2027-06-01T00:00:00Z', '2027-06-08T00:00:00Z'],
      ['2028-03-02T00:00:00Z', '2028-03-03T00:00:00Z'],
    ])
      await backend.database.query(
        'insert into time_off values ($1, gen_random_uuid(), tstzrange($2, $3), null, null, $4)',
        [professionalId, from, to, 'private'],
      )
    const shown = async (query: Record<string, string>) => {
      // Their lists are read here alone.
      const body = (await schedule(owner, query)) as f.Body & {
        dateHours: { date: string }[]
        timeOff: { start: string; note?: string }[]
      }
      return [body.dateHours.map(({ date }) => date), body.timeOff.map(({ start }) => start)]
    }
    expect(await shown({})).toEqual([
      ['2027-03-01', '2028-02-28'],
      ['2027-02-28T00:00:00Z', '2027-06-01T00:00:00Z'],
    ])
    const february = { from: '2027-02-27T00:00:00+01:00', to: '2027-03-01T00:00:00+01:00' }
    expect(await shown(february)).toEqual([
      ['2027-02-27', '2027-02-28'],
      ['2027-02-20T00:00:00Z', '2027-02-28T00:00:00Z'],
    ])
    const from = { from: '2027-06-07T00:00:00Z' }
    expect((await shown(from))[1]).toEqual(['2027-06-01T00:00:00Z', '2028-03-02T00:00:00Z'])
    const until = new Date(Date.parse(NOW) + YEAR_MILLIS / 12).toISOString()
    expect((await shown({ to: until }))[0]).toEqual(['2027-03-01'])
  })

  it('tells what is being done now, whatever range is asked for', async () => {
    const owner = await backend.user('Olga Owner')
    const { professionalId } = await f.makeProfessional(backend, owner)
    const now = Date.parse(NOW)
    await backend.database.query(
      `insert into activities values ($1, 'away', to_timestamp($2), to_timestamp($3), 'Back soon')`,
      [professionalId, now / 1000 - 60, now / 1000 + 600],
    )
    const next = new Date(now + 40 * 86_400_000).toISOString()
    const after = new Date(now + 60 * 86_400_000).toISOString()
    expect((await schedule(owner, { from: next, to: after })).activity).toMatchObject({
      state: 'away',
      message: 'Back soon',
    })
  })

  it('is for owner and admin alone', async () => {
    const { owner, professionalId } = await newOwner()
    const own = await schedule(owner)
    expect(await schedule(admin, { professionalId })).toEqual(own)
    f.expectProblem(await f.get(backend, 'get-schedule', client, { professionalId }), 'not-found')
  })
})

describe('get-professional', () => {
  it('tells strangers what a client may know: no owner, no hours, active services alone', async () => {
    const owner = await backend.user('Olga Owner')
    const made = await f.makeProfessional(backend, owner, { professional: { headline: 'Hi' } })
    await offer(owner, { name: 'Secret', durationMinutes: 30, active: false })
    await f.book(backend, client, made.serviceId, '2027-03-02T09:00:00Z', { note: 'knee' })
    const stranger = await backend.user('Sam Stranger')
    const { professionalId } = made
    const told = f.granted(await f.get(backend, 'get-professional', stranger, { professionalId }))
    expect(Object.keys(told).toSorted()).toEqual(['activity', 'professional', 'services'])
    expect(told.professional).toEqual({
      professionalId,
      name: 'Ana',
      headline: 'Hi',
      timeZone: 'Europe/Berlin',
      specialties: [],
      active: true,
      policy: POLICY,
      revision: 5,
    })
    expect(told.services.map(({ name }) => name)).toEqual(['Check-up'])
    expect(told.activity).toEqual({ state: 'off' })
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${owner.uid}|${owner.email}|knee|Carl`))
  })

  it('still tells of one who is not active', async () => {
    const { professionalId } = await newOwner({ active: false })
    const told = f.granted(await f.get(backend, 'get-professional', client, { professionalId }))
    expect(told.professional.active).toBe(false)
  })
})
