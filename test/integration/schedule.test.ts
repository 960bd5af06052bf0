// Exceptions from the weekly hours: single dates, time off with and without the bookings in it, other calendars' busy time.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

/** A Monday, 11:00 in Berlin. */
const NOW = '2027-03-01T10:00:00Z'
const TUESDAY = '2027-03-02'

let backend: Backend
let client: User

beforeAll(async () => {
  ;({ backend } = await f.startClocked(NOW, { subscribe: true }))
  client = await backend.user('Carl Client')
})
afterAll(() => backend.stop())

interface Own extends f.Made {
  readonly owner: User
  readonly set: (name: string, input: object) => Promise<f.Body>
  readonly tell: (name: string, input: object) => Promise<f.Told>
  /** The free starts of Tuesday, `HH:MM` in UTC. */
  readonly free: () => Promise<readonly string[]>
}

async function newOwner(): Promise<Own> {
  const owner = await backend.user('Olga Owner')
  const made = await f.makeProfessional(backend, owner, {
    hours: f.everyDay('09:00', '12:00'),
    service: { durationMinutes: 60 },
  })
  const tell = (name: string, input: object) => f.post(backend, name, owner, input)
  const range = { from: `${TUESDAY}T00:00:00Z`, to: '2027-03-03T00:00:00Z' }
  return {
    ...made,
    owner,
    tell,
    set: async (name, input) => f.granted(await tell(name, input)),
    free: async () => {
      const { professionalId, serviceId } = made
      const told = await f.get(backend, 'search-availability', client, {
        professionalId,
        serviceId,
        ...range,
      })
      return f.granted(told).slots.map(({ start }) => start.slice(11, 16))
    },
  }
}

/** What Tuesday's document shows once the mirror is at a revision. */
async function mirrored(
  { professionalId, serviceId }: Own,
  revision: number,
): Promise<readonly string[]> {
  await backend.mirrored(professionalId, revision)
  const day = await backend.firestore.doc(`professionals/${professionalId}/days/${TUESDAY}`).get()
  const slots = (day.get('slots') ?? {}) as Record<
    string,
    readonly { start: { toDate: () => Date } }[]
  >
  return (slots[serviceId] ?? []).map(({ start }) => start.toDate().toISOString().slice(11, 16))
}

describe('date hours', () => {
  it('replace the hours of a date, close it, and are cleared', async () => {
    const own = await newOwner()
    expect(await own.free()).toEqual(['08:00', '09:00', '10:00'])
    const set = await own.set('set-date-hours', {
      date: TUESDAY,
      intervals: [{ start: '14:00', end: '16:00' }],
    })
    expect(set.revision).toBe(own.revision + 1)
    expect(await own.free()).toEqual(['13:00', '14:00'])
    expect(await mirrored(own, set.revision)).toEqual(['13:00', '14:00'])
    await own.set('set-date-hours', { dates: [TUESDAY, '2027-03-09'], intervals: [] })
    expect(await own.free()).toEqual([])
    const cleared = await own.set('set-date-hours', { dates: [TUESDAY], intervals: null })
    expect(await own.free()).toEqual(['08:00', '09:00', '10:00'])
    expect(await mirrored(own, cleared.revision)).toEqual(['08:00', '09:00', '10:00'])
    const again = await own.set('set-date-hours', { dates: [TUESDAY], intervals: null })
    expect(again.revision).toBe(cleared.revision)
  })

  it('name the bookings that no longer fit, and keep them', async () => {
    const own = await newOwner()
    const { bookingId } = await f.book(backend, client, own.serviceId, `${TUESDAY}T08:00:00Z`)
    const input = { date: TUESDAY, intervals: [] }
    const rehearsed = await own.set('set-date-hours', { ...input, validateOnly: true })
    expect(rehearsed.conflicts).toMatchObject([{ bookingId, status: 'confirmed' }])
    expect(await own.free()).toEqual(['09:00', '10:00'])
    expect(await own.set('set-date-hours', input)).toEqual(rehearsed)
    const { booking } = f.granted(await f.get(backend, 'get-booking', client, { bookingId }))
    expect(booking.status).toBe('confirmed')
  })

  it.each([
    [{ intervals: [] }, 'date'],
    [{ date: TUESDAY, dates: [TUESDAY], intervals: [] }, 'date'],
    [{ date: '2027-02-30', intervals: [] }, 'date'],
    [{ date: TUESDAY, intervals: [{ start: '24:30', end: '25:00' }] }, 'intervals.0.start'],
    [{ date: TUESDAY }, 'intervals'],
  ])('refuse %j', async (input, path) => {
    const own = await newOwner()
    const { errors } = f.expectProblem(await own.tell('set-date-hours', input), 'invalid-request')
    expect(errors.map((error) => error.path)).toContain(path)
  })
})

describe('time off', () => {
  it('beats date hours, in part of a day or whole local days, and is given back', async () => {
    const own = await newOwner()
    await own.set('set-date-hours', {
      date: TUESDAY,
      intervals: [{ start: '09:00', end: '13:00' }],
    })
    const part = await own.set('add-time-off', {
      start: `${TUESDAY}T09:30:00+01:00`,
      end: `${TUESDAY}T10:30:00+01:00`,
      note: 'Dentist',
    })
    expect(await own.free()).toEqual(['10:00', '11:00'])
    const days = await own.set('add-time-off', { startDate: TUESDAY, endDate: '2027-03-04' })
    expect(await own.free()).toEqual([])
    expect(await mirrored(own, days.revision)).toEqual([])
    const schedule = f.granted(await f.get(backend, 'get-schedule', own.owner)) as f.Body & {
      timeOff: readonly { timeOffId: string }[]
    }
    expect(schedule.timeOff).toMatchObject([
      {
        start: '2027-03-01T23:00:00Z',
        end: '2027-03-04T23:00:00Z',
        startDate: TUESDAY,
        endDate: '2027-03-04',
      },
      { note: 'Dentist' },
    ])
    for (const { timeOffId } of schedule.timeOff) await own.set('remove-time-off', { timeOffId })
    expect(await own.free()).toEqual(['08:00', '09:00', '10:00', '11:00'])
    expect(await mirrored(own, days.revision + 2)).toEqual(['08:00', '09:00', '10:00', '11:00'])
    expect(part.revision).toBe(own.revision + 2)
  })

  it('keeps the bookings in it unless they are to be cancelled, and then cancels each with a change of its own', async () => {
    const own = await newOwner()
    const first = await f.book(backend, client, own.serviceId, `${TUESDAY}T08:00:00Z`)
    const second = await f.book(backend, client, own.serviceId, `${TUESDAY}T10:00:00Z`)
    const later = await f.book(backend, client, own.serviceId, '2027-03-03T08:00:00Z')
    const off = { startDate: TUESDAY, endDate: TUESDAY }
    const shown = await own.set('add-time-off', { ...off, validateOnly: true })
    expect(shown.conflicts.map(({ bookingId }) => bookingId)).toEqual([
      first.bookingId,
      second.bookingId,
    ])
    const taken = await own.set('add-time-off', {
      ...off,
      onConflict: 'cancel',
      reasonForClients: 'I am ill.',
      note: 'flu',
    })
    expect(taken.conflicts).toEqual([])
    expect(taken.revision).toBe(own.revision + 3 + 3)
    await backend.mirrored(own.professionalId, taken.revision)
    for (const { bookingId } of [first, second]) {
      const told = f.granted(await f.get(backend, 'get-booking', client, { bookingId }))
      expect(told.booking).toMatchObject({
        status: 'cancelled',
        cancelledBy: 'professional',
        cancelReason: 'I am ill.',
        version: 2,
      })
      expect(JSON.stringify(told)).not.toContain('flu')
      const document = await backend.firestore
        .doc(`accounts/${client.uid}/bookings/${bookingId}`)
        .get()
      expect(document.get('status')).toBe('cancelled')
    }
    const { booking } = f.granted(
      await f.get(backend, 'get-booking', client, { bookingId: later.bookingId }),
    )
    expect(booking.status).toBe('confirmed')
  })

  it('is told to clients as hours, to the owner as what it is', async () => {
    const own = await newOwner()
    await own.set('add-time-off', { startDate: TUESDAY, endDate: TUESDAY })
    const wish = { serviceId: own.serviceId, start: `${TUESDAY}T08:00:00Z` }
    f.expectProblem(await f.post(backend, 'create-booking', client, wish), 'outside-hours')
    f.expectProblem(
      await own.tell('create-booking', { ...wish, client: { name: 'Gina Guest' } }),
      'on-time-off',
    )
  })

  it.each([
    [{ start: '2027-03-05T10:00:00Z', end: '2027-03-05T09:00:00Z' }, 'end'],
    [{ start: '2027-03-05T10:00:00Z', end: '2029-04-05T09:00:00Z' }, 'end'],
    [{ startDate: '2027-03-05', endDate: '2027-03-04' }, 'endDate'],
    [{ startDate: '2027-03-05', endDate: '2029-04-04' }, 'endDate'],
    [{ startDate: '2027-03-05' }, 'endDate'],
    [{ startDate: '2027-03-05', endDate: '2027-03-05', start: NOW }, 'startDate'],
    [{ startDate: '2040-03-05', endDate: '2040-03-05' }, 'startDate'],
    [{}, 'start'],
  ])('refuses %j', async (input, path) => {
    const own = await newOwner()
    const { errors } = f.expectProblem(await own.tell('add-time-off', input), 'invalid-request')
    expect(errors.map((error) => error.path)).toContain(path)
  })

  it('of another calendar is not there to be given back', async () => {
    const own = await newOwner()
    const other = await newOwner()
    const { timeOff } = (await other.set('add-time-off', {
      startDate: TUESDAY,
      endDate: TUESDAY,
    })) as f.Body & { timeOff: { timeOffId: string } }
    f.expectProblem(
      await own.tell('remove-time-off', { timeOffId: timeOff.timeOffId }),
      'not-found',
    )
    const trespass = { professionalId: other.professionalId, timeOffId: timeOff.timeOffId }
    f.expectProblem(await own.tell('remove-time-off', trespass), 'not-found')
  })
})

describe('busy time of another calendar', () => {
  const busy = (start: string, end: string) => ({
    start: `${TUESDAY}T${start}:00Z`,
    end: `${TUESDAY}T${end}:00Z`,
  })
  const stretch = { source: 'google', from: `${TUESDAY}T00:00:00Z`, to: '2027-03-03T00:00:00Z' }

  it('replaces what that source said of the stretch, and nothing of another source or beyond it', async () => {
    const own = await newOwner()
    await own.set('set-external-busy', {
      ...stretch,
      intervals: [busy('08:00', '08:30'), busy('08:20', '09:00')],
    })
    await own.set('set-external-busy', {
      ...stretch,
      source: 'outlook',
      intervals: [busy('10:30', '11:30')],
    })
    expect(await own.free()).toEqual(['09:00'])
    const same = await own.set('set-external-busy', {
      ...stretch,
      intervals: [busy('08:00', '09:00')],
    })
    expect(same.revision).toBe(own.revision + 2)
    const half = { ...stretch, from: `${TUESDAY}T08:30:00Z`, intervals: [busy('09:00', '09:15')] }
    const moved = await own.set('set-external-busy', half)
    expect(await own.free()).toEqual([])
    const schedule = f.granted(await f.get(backend, 'get-schedule', own.owner)) as f.Body & {
      externalBusy: unknown
    }
    expect(schedule.externalBusy).toEqual([
      { source: 'google', ...busy('08:00', '08:30') },
      { source: 'google', ...busy('09:00', '09:15') },
      { source: 'outlook', ...busy('10:30', '11:30') },
    ])
    expect(await mirrored(own, moved.revision)).toEqual([])
    const gone = await own.set('set-external-busy', { ...stretch, intervals: [] })
    expect(await own.free()).toEqual(['08:00', '09:00'])
    expect(await mirrored(own, gone.revision)).toEqual(['08:00', '09:00'])
  })

  it.each([
    [{ ...stretch, to: stretch.from, intervals: [] }, 'to'],
    [{ ...stretch, intervals: [busy('09:00', '08:00')] }, 'intervals.0.end'],
    [
      { ...stretch, from: `${TUESDAY}T10:00:00Z`, intervals: [busy('09:00', '10:30')] },
      'intervals.0.start',
    ],
    [{ ...stretch, source: '', intervals: [] }, 'source'],
    [
      { ...stretch, from: '2040-01-01T00:00:00Z', to: '2040-01-02T00:00:00Z', intervals: [] },
      'from',
    ],
  ])('refuses %j', async (input, path) => {
    const own = await newOwner()
    const { errors } = f.expectProblem(
      await own.tell('set-external-busy', input),
      'invalid-request',
    )
    expect(errors.map((error) => error.path)).toContain(path)
  })
})
