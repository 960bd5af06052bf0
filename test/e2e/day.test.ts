// One day of a professional, told over the real stack. After each step the search, the documents that a client's app
// listens to, and the simulator offer the same.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Day, expectAgreement, expectInvariants, settled } from '../support/agreement.ts'
import type { Backend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { type Listener, openListener } from '../support/listener.ts'
import type { User } from '../support/users.ts'

/** A Monday in Berlin, two hours ahead of UTC. */
const DATE = '2027-06-07'
const at = (time: string) => `${DATE}T${time}:00+02:00`
const utc = (time: string) => new Date(at(time)).toISOString().replace('.000Z', 'Z')

let backend: Backend
let clock: f.Clock
let owner: User
let people: Record<'anna' | 'ben' | 'cem' | 'dana' | 'eve', User>
let made: f.Made
let client: Listener
let bens: Listener
let shown: () => Record<string, unknown> | undefined
let mirror: () => Record<string, unknown> | undefined
let days: () => readonly Record<string, unknown>[]

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked(at('08:00'), { subscribe: true }))
  const [anna, ben, cem, dana, eve] = await Promise.all([
    backend.user('Anna'),
    backend.user('Ben'),
    backend.user('Cem'),
    backend.user('Dana'),
    backend.user('Eve'),
  ])
  people = { anna, ben, cem, dana, eve }
  owner = await backend.user('Olga Owner')
  client = openListener(backend, dana.uid)
  bens = openListener(backend, ben.uid)
})
afterAll(async () => {
  await Promise.all([client.close(), bens.close()])
  await backend.stop()
})

const command = async (user: User, name: string, input: object) =>
  f.granted(await f.post(backend, name, user, input))

/** The free starts of the day as the client's app shows them, `HH:MM` in Berlin. */
function freeTimes(): readonly string[] {
  const day = days().find(({ date }) => date === DATE) as Day | undefined
  const notPast = (day?.slots[made.serviceId] ?? []).filter(
    ({ start }) => Date.parse(start) >= clock.now,
  )
  return notPast.map(({ start }) =>
    new Date(Date.parse(start) + 2 * 3_600_000).toISOString().slice(11, 16),
  )
}

/** Lets time come to an instant, the clock's job run, and everybody say the same. */
async function everybodyAgrees(time: string): Promise<void> {
  clock.now = Date.parse(at(time))
  const revision = await settled(backend, made.professionalId)
  await vi.waitFor(() => expect(mirror()?.['revision']).toBe(revision), { timeout: 20_000 })
  await vi.waitFor(
    () => expectAgreement(backend, people.eve, made.professionalId, days() as unknown as Day[]),
    { timeout: 20_000, interval: 200 },
  )
  await expectInvariants(backend, made.professionalId)
}

/** Waits until the client's app shows what the professional is doing. */
const expectActivity = (wanted: object) =>
  vi.waitFor(() => expect(shown()?.['activity']).toEqual(wanted), { timeout: 20_000 })

test('one day, from before it opens to a cancellation', { timeout: 120_000 }, async () => {
  const { anna, ben, cem, dana, eve } = people
  made = await f.makeProfessional(backend, owner, {
    hours: f.everyDay('09:00', '17:00'),
    service: { durationMinutes: 30, slotStepMinutes: 15 },
  })
  const { professionalId, serviceId } = made
  // An app listens to what is there already.
  await settled(backend, professionalId)
  shown = client.listen(`professionals/${professionalId}`)
  mirror = client.listen(`mirrors/${professionalId}`)
  days = client.listenAll(`professionals/${professionalId}/days`)

  // Weekly hours, and this date an exception.
  await everybodyAgrees('08:00')
  await expectActivity({ state: 'off' })
  expect(freeTimes().at(0)).toBe('09:00')
  await command(owner, 'set-date-hours', {
    date: DATE,
    intervals: [{ start: '10:00', end: '18:00' }],
  })
  await everybodyAgrees('08:05')
  expect([freeTimes().at(0), freeTimes().at(-1)]).toEqual(['10:00', '17:30'])

  // A lunch block.
  const lunch = { start: at('13:00'), end: at('14:00'), note: 'lunch with Paul' }
  await command(owner, 'add-time-off', lunch)
  await everybodyAgrees('08:10')
  expect(freeTimes().filter((time) => time > '12:15' && time < '14:15')).toEqual(['12:30', '14:00'])

  // Three bookings.
  const book = (user: User, time: string) => f.book(backend, user, serviceId, at(time))
  const annas = await book(anna, '10:00')
  const bensBooking = await book(ben, '10:30')
  const cems = await book(cem, '11:30')
  await everybodyAgrees('09:59')
  await expectActivity({ state: 'off' })
  expect(freeTimes().slice(0, 3)).toEqual(['11:00', '12:00', '12:15'])

  // The session begins by itself.
  await everybodyAgrees('10:00')
  await expectActivity({ state: 'in-session', until: utc('10:30') })

  // It runs 20 minutes late: the next client is told, the gap absorbs the rest.
  const bensDocument = bens.listen(`accounts/${ben.uid}/bookings/${bensBooking.bookingId}`)
  clock.now = Date.parse(at('10:20'))
  const late = await command(owner, 'report-progress', {
    bookingId: annas.bookingId,
    step: 'running-late',
    expectedEnd: at('10:50'),
  })
  expect(late).toMatchObject({
    booking: { status: 'in-progress', expectedEnd: utc('10:50') },
    delayed: [{ bookingId: bensBooking.bookingId, expectedStart: utc('10:50') }],
  })
  await everybodyAgrees('10:21')
  await vi.waitFor(() =>
    expect(bensDocument()).toMatchObject({
      status: 'confirmed',
      start: utc('10:30'),
      expectedStart: utc('10:50'),
      expectedEnd: utc('11:20'),
    }),
  )
  await expectActivity({ state: 'in-session', until: utc('10:50') })
  expect(freeTimes().slice(0, 2)).toEqual(['12:00', '12:15'])

  // It ends five minutes earlier than feared; the next one begins, and ends as long after.
  clock.now = Date.parse(at('10:45'))
  const finished = await command(owner, 'report-progress', {
    bookingId: annas.bookingId,
    step: 'finished',
  })
  expect(finished).toMatchObject({
    booking: { status: 'completed', endedAt: utc('10:45') },
    delayed: [{ bookingId: bensBooking.bookingId, expectedStart: utc('10:45') }],
  })
  await everybodyAgrees('10:45')
  await expectActivity({ state: 'in-session', until: utc('11:15') })
  await vi.waitFor(() =>
    expect(bensDocument()).toMatchObject({ status: 'in-progress', expectedStart: utc('10:45') }),
  )

  // The third one finishes early: the rest of its time is free at once.
  await everybodyAgrees('11:30')
  await expectActivity({ state: 'in-session', until: utc('12:00') })
  clock.now = Date.parse(at('11:40'))
  await command(owner, 'report-progress', { bookingId: cems.bookingId, step: 'finished' })
  await everybodyAgrees('11:40')
  await expectActivity({ state: 'available' })
  expect(freeTimes().at(0)).toBe('11:45')

  // Away for an hour.
  clock.now = Date.parse(at('11:50'))
  const away = await command(owner, 'set-activity', {
    state: 'away',
    until: at('12:50'),
    message: 'at the bank',
  })
  expect(away).toMatchObject({ activity: { state: 'away', until: utc('12:50') }, conflicts: [] })
  await everybodyAgrees('11:51')
  await expectActivity({ state: 'away', until: utc('12:50'), message: 'at the bank' })
  expect(freeTimes().at(0)).toBe('14:00')
  await everybodyAgrees('12:50')
  await expectActivity({ state: 'available' })
  await everybodyAgrees('13:00')
  await expectActivity({ state: 'off' })
  await everybodyAgrees('14:00')
  await expectActivity({ state: 'available' })

  // A hold keeps a slot for ten minutes, to the second, and then no longer.
  const held = await command(dana, 'hold-slot', { serviceId, start: at('15:00') })
  expect(held.booking).toMatchObject({ status: 'held', holdExpiresAt: utc('14:10') })
  await everybodyAgrees('14:09')
  expect(freeTimes()).not.toContain('15:00')
  clock.now = Date.parse(at('14:10')) - 1000
  const early = await f.post(backend, 'create-booking', eve, { serviceId, start: at('15:00') })
  f.expectProblem(early, 'slot-taken')
  await everybodyAgrees('14:10')
  expect(freeTimes()).toContain('15:00')

  // A booking and its cancellation.
  const eves = await book(eve, '15:00')
  await everybodyAgrees('14:15')
  expect(freeTimes()).not.toContain('15:00')
  await command(eve, 'cancel-booking', { bookingId: eves.bookingId })
  await everybodyAgrees('14:20')
  expect(freeTimes()).toContain('15:00')

  // What happened is told step by step.
  const { history } = f.granted(
    await f.get(backend, 'get-booking', ben, { bookingId: bensBooking.bookingId }),
  )
  expect(history.map(({ type, by }) => `${type} by ${by}`)).toEqual([
    'booking.confirmed by client',
    'booking.delayed by professional',
    'booking.delayed by professional',
    'booking.started by system',
    'booking.completed by system',
  ])
  expect(backend.log.filter(({ severity }) => severity === 'ERROR')).toEqual([])
})
