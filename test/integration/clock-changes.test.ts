// Time passes over clock changes, a skipped date, leap days and New Year: the clock's job keeps statuses, activity and days
// right, and everybody offers the same before and after.
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR, formatInstant } from '../../shared/time/instant.ts'
import { expectAgreement, expectInvariants, settled } from '../support/agreement.ts'
import { type Backend, plain } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { runs } from '../support/long.ts'
import type { User } from '../support/users.ts'

const HORIZON = 4

let backend: Backend
let clock: f.Clock
let client: User
let stranger: User

beforeAll(async () => {
  ;({ backend, clock } = await f.startClocked('2011-03-01T00:00:00Z', { subscribe: true }))
  client = await backend.user('Carl Client')
  stranger = await backend.user('Sam Stranger')
})
afterAll(() => backend.stop())

interface Event {
  readonly name: string
  readonly at: number
}

/** What happens to a zone's calendar within a year and a half, by an implementation that is not ours. */
function eventsOf(timeZone: string, from: string, leapYear: number): readonly Event[] {
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(timeZone)
  const first = start.getTimeZoneTransition('next')
  const second = first?.getTimeZoneTransition('next')
  const third = second?.getTimeZoneTransition('next')
  const changes = [first, second, third].flatMap((one) =>
    one && one.epochMilliseconds < start.epochMilliseconds + 400 * 24 * HOUR
      ? [
          {
            name: `clocks change at ${one.toPlainDateTime().toString()}`,
            at: one.epochMilliseconds,
          },
        ]
      : [],
  )
  const midnight = (date: string) =>
    Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds
  const dates = [
    { name: 'New Year', at: midnight(`${leapYear}-01-01`) },
    { name: 'the leap day', at: midnight(`${leapYear}-02-29`) },
    { name: 'the day after it', at: midnight(`${leapYear}-03-01`) },
  ]
  return [...changes, ...dates].toSorted((a, b) => a.at - b.at)
}

const localOf = (timeZone: string, at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)

interface Made extends f.Made {
  readonly timeZone: string
}

/** Lets time come to an instant and the clock run; then everybody agrees, and the documents are those of the local date. */
async function expectRightAt({ professionalId, timeZone }: Made, at: number): Promise<void> {
  clock.now = at
  await settled(backend, professionalId)
  await expectInvariants(backend, professionalId)
  const local = localOf(timeZone, at)
  // A new day's documents appear within the hour after midnight.
  if (local.hour < 1) return
  await expectAgreement(backend, stranger, professionalId)
  const document = await backend.firestore.doc(`professionals/${professionalId}`).get()
  const shown = plain(document.data()) as { daysThrough: string; activity: object }
  const through = local.toPlainDate().add({ days: HORIZON }).toString()
  expect(shown.daysThrough, formatInstant(at)).toBe(through)
}

async function expectStatus(bookingId: string, status: string): Promise<void> {
  const { booking } = f.granted(await f.get(backend, 'get-booking', client, { bookingId }))
  expect(booking.status).toBe(status)
  const document = await backend.firestore.doc(`accounts/${client.uid}/bookings/${bookingId}`).get()
  expect(document.get('status')).toBe(status)
}

/** From hours before an event to hours after it, with a booking that begins in between. */
async function passOver(made: Made, { at }: Event): Promise<void> {
  await expectRightAt(made, at - 3 * HOUR)
  const { slots } = f.granted(
    await f.get(backend, 'search-availability', client, {
      professionalId: made.professionalId,
      serviceId: made.serviceId,
      from: formatInstant(at),
      to: formatInstant(at + 4 * HOUR),
    }),
  )
  const { start } = f.nth(slots, 0)
  const { bookingId } = await f.book(backend, client, made.serviceId, start)
  await expectRightAt(made, at - HOUR)
  await expectStatus(bookingId, 'confirmed')
  await expectRightAt(made, Date.parse(start))
  await expectStatus(bookingId, 'in-progress')
  await expectRightAt(made, Date.parse(start) + HOUR)
  await expectStatus(bookingId, 'completed')
  await expectRightAt(made, at + 9 * HOUR)
}

const PLACES = [
  { timeZone: 'Africa/Cairo', from: '2027-03-01T00:00:00Z', leapYear: 2028 },
  { timeZone: 'Australia/Lord_Howe', from: '2027-03-01T00:00:00Z', leapYear: 2028 },
  { timeZone: 'America/New_York', from: '2027-03-01T00:00:00Z', leapYear: 2028 },
  { timeZone: 'Pacific/Apia', from: '2011-03-15T00:00:00Z', leapYear: 2012 },
].slice(0, runs(1, 4))

describe('time passes', () => {
  it.each(PLACES)('in $timeZone', { timeout: 240_000 }, async ({ timeZone, from, leapYear }) => {
    clock.now = Date.parse(from)
    const owner = await backend.user('Olga Owner')
    const made = await f.makeProfessional(backend, owner, {
      professional: { timeZone, policy: { horizonDays: HORIZON } },
      service: { durationMinutes: 60 },
    })
    const rule = {
      hours: f.everyDay('00:00', '24:00'),
      effectiveFrom: `${leapYear - 2}-01-01`,
    }
    f.granted(await f.post(backend, 'set-working-hours', owner, rule))
    f.granted(
      await f.post(backend, 'set-working-hours', owner, {
        hours: null,
        effectiveFrom: '2020-01-01',
      }),
    )
    const events = eventsOf(timeZone, from, leapYear)
    expect(events.length, JSON.stringify(events)).toBeGreaterThanOrEqual(5)
    for (const event of events) await passOver({ ...made, timeZone }, event)
    expect(backend.log.filter(({ severity }) => severity === 'ERROR')).toEqual([])
  })
})
