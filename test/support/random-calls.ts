// Calls of every function that a calendar knows, by its owner, an admin and several clients, made from random numbers.
import * as fc from 'fast-check'
import { DAY, MINUTE, formatInstant } from '../../shared/time/instant.ts'
import type { Backend } from './backend.ts'
import * as f from './fixtures.ts'
import type { User } from './users.ts'

const NOBODYS = '018f0000-0000-7000-8000-000000000000'

const OVERRIDES = [
  'off-grid',
  'too-soon',
  'too-far-ahead',
  'outside-hours',
  'on-time-off',
  'professional-away',
  'limit-reached',
]

/** Numbers that a step is made of; what they mean depends on what is there when it is taken. */
export const step = fc.record({
  kind: fc.nat(99),
  who: fc.nat(99),
  what: fc.nat(9999),
  when: fc.nat(9999),
  size: fc.nat(9999),
  flags: fc.nat(255),
})
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** One professional, whoever uses them, and what was made so far. */
export interface Play {
  readonly backend: Backend
  readonly clock: f.Clock
  readonly clients: readonly User[]
  readonly admin: User
  readonly owner: User
  readonly professionalId: string
  readonly serviceIds: string[]
  readonly bookings: { readonly bookingId: string; readonly user: User }[]
  readonly holdIds: string[]
  readonly timeOffIds: string[]
}

const pick = <T>(list: readonly T[], number: number): T | undefined =>
  list.length === 0 ? undefined : list[number % list.length]

const has = ({ flags }: Step, bit: number) => Math.floor(flags / 2 ** bit) % 2 === 1

/** A whole quarter of an hour, from an hour ago to five days ahead; near now more often than not. */
function startOf({ clock }: Play, { when, flags }: Step): string {
  const reach = flags % 3 === 0 ? 480 : 40
  return formatInstant(
    Math.floor(clock.now / (15 * MINUTE)) * 15 * MINUTE + ((when % reach) - 4) * 15 * MINUTE,
  )
}

/** A free start where there is one, else any. */
async function wishOf(
  play: Play,
  one: Step,
  user: User,
): Promise<{ serviceId: string; start: string }> {
  const serviceId = pick(play.serviceIds, one.what) ?? ''
  if (one.flags % 4 === 0) return { serviceId, start: startOf(play, one) }
  const { backend, clock } = play
  const from = clock.now + (one.size % 4) * DAY
  const told = await f.get(backend, 'search-availability', user, {
    professionalId: play.professionalId,
    serviceId,
    from: formatInstant(from),
    to: formatInstant(from + 2 * DAY),
  })
  const slots = told.status === 200 ? told.body.slots : []
  return { serviceId, start: pick(slots, one.when)?.start ?? startOf(play, one) }
}

/** One call of one function. */
export interface Call {
  readonly name: string
  readonly user: User
  readonly body: object
}

async function bookingCall(play: Play, one: Step, client: User): Promise<Call> {
  const { owner, bookings, holdIds, admin } = play
  const asOwner = one.flags % 5 === 0
  const user = asOwner ? owner : client
  const override =
    has(one, 5) && asOwner ? { override: OVERRIDES.filter((_, i) => has(one, i)) } : {}
  const known = pick(bookings.slice(-25), one.what)
  const bookingId = known?.bookingId ?? NOBODYS
  // Mostly the booking's own client, at times anybody.
  const party = has(one, 4) && known ? known.user : user
  const seats = 1 + (one.size % 9 === 0 ? one.size % 3 : 0)
  switch (one.kind % 12) {
    case 0:
    case 1:
    case 2:
    case 3: {
      const wish = await wishOf(play, one, user)
      const guest = asOwner ? { client: { name: 'A guest' } } : {}
      return { name: 'create-booking', user, body: { ...wish, ...guest, ...override, seats } }
    }
    case 4:
    case 5:
      return {
        name: 'hold-slot',
        user: client,
        body: { ...(await wishOf(play, one, client)), seats },
      }
    case 6:
      return {
        name: 'create-booking',
        user: client,
        body: { holdId: pick(holdIds.slice(-4), one.what) ?? bookingId },
      }
    case 7:
    case 8: {
      const { start } = await wishOf(play, one, party)
      return { name: 'reschedule-booking', user: party, body: { bookingId, start, ...override } }
    }
    case 9:
      return { name: 'cancel-booking', user: has(one, 6) ? admin : party, body: { bookingId } }
    case 10:
      return {
        name: 'decide-booking',
        user: owner,
        body: { bookingId, decision: has(one, 1) ? 'approve' : 'decline' },
      }
    default:
      return {
        name: 'cancel-booking',
        user: client,
        body: { bookingId: pick(holdIds, one.what) ?? bookingId },
      }
  }
}

async function sessionCall(play: Play, one: Step): Promise<Call> {
  const { owner: user, backend, clock } = play
  const { rows } = await backend.database.query<{ id: string; begun: boolean }>(
    `select booking_id as id, start_at <= $1::timestamptz as begun from bookings
      where professional_id = $2 and start_at between $1::timestamptz - interval '6 hours'
        and $1::timestamptz + interval '3 hours' and status not in ('expired', 'cancelled')
      order by start_at, booking_id`,
    [formatInstant(clock.now), play.professionalId],
  )
  const found = pick(rows, one.what)
  const bookingId = found?.id ?? pick(play.bookings, one.what)?.bookingId ?? NOBODYS
  const late = formatInstant(clock.now + (1 + (one.size % 50)) * MINUTE)
  const named = found?.begun ? { expectedEnd: late } : { expectedStart: late }
  const steps = [
    'started',
    'running-late',
    'running-late',
    'finished',
    'finished',
    'no-show',
  ] as const
  const said = steps[one.when % steps.length]
  if (one.kind % 4 > 0)
    return {
      name: 'report-progress',
      user,
      body: { bookingId, step: said, ...(said === 'running-late' && named) },
    }
  const state = pick(['available', 'busy', 'away'], one.size) ?? 'busy'
  const until = has(one, 3) && state !== 'available' ? { until: late } : {}
  return { name: 'set-activity', user, body: { state, ...until } }
}

function scheduleCall(play: Play, one: Step): Call {
  const { owner: user, serviceIds, timeOffIds, admin } = play
  const start = startOf(play, one)
  const end = formatInstant(Date.parse(start) + (1 + (one.size % 20)) * 15 * MINUTE)
  const date = start.slice(0, 10)
  switch (one.kind % 8) {
    case 0:
      return {
        name: 'add-time-off',
        user,
        body: has(one, 4)
          ? { startDate: date, endDate: date }
          : { start, end, onConflict: has(one, 3) ? 'cancel' : 'keep' },
      }
    case 1:
    case 2:
      return {
        name: 'remove-time-off',
        user,
        body: { timeOffId: pick(timeOffIds, one.what) ?? NOBODYS },
      }
    case 3:
      return {
        name: 'set-date-hours',
        user,
        body: {
          date,
          intervals: has(one, 2)
            ? null
            : [{ start: '08:00', end: has(one, 3) ? '03:00' : '18:30' }],
        },
      }
    case 4: {
      const hours = f.everyDay(has(one, 2) ? '09:00' : '10:30', has(one, 3) ? '20:00' : '17:00')
      return {
        name: 'set-working-hours',
        user,
        body: { hours, ...(has(one, 1) && { effectiveFrom: date }) },
      }
    }
    case 5: {
      const serviceId = pick(serviceIds, one.what)
      const rules = [
        { bufferAfterMinutes: (one.size % 4) * 5 },
        { capacity: 1 + (one.size % 5) },
        { durationMinutes: 30 + (one.size % 3) * 15 },
        { approval: has(one, 0) ? 'manual' : 'automatic' },
        { minNoticeMinutes: has(one, 0) ? null : (one.size % 4) * 30 },
        { horizonDays: has(one, 0) ? null : 3 + (one.size % 9) },
        { active: one.size % 5 > 0 },
      ]
      return { name: 'save-service', user, body: { serviceId, ...pick(rules, one.when) } }
    }
    case 6: {
      const policies = [
        { maxBookingsPerDay: has(one, 0) ? null : 6 },
        { maxBookingsPerWeek: has(one, 0) ? null : 20 },
        { maxMinutesPerDay: has(one, 0) ? null : 300 },
        { slotStepMinutes: has(one, 0) ? null : 20 },
        { minNoticeMinutes: (one.size % 3) * 15 },
        { weekStartsOn: 1 + (one.size % 7) },
        { cancelNoticeMinutes: (one.size % 3) * 60 },
        { perClient: has(one, 0) ? null : { maxPerDay: 2, maxUpcoming: 6 } },
        { requireVerified: has(one, 0) },
      ]
      const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe']
      const change =
        one.size % 11 === 0
          ? { timeZone: pick(zones, one.what) }
          : { policy: pick(policies, one.when) }
      return {
        name: 'save-professional',
        user: has(one, 7) ? admin : user,
        body: { professionalId: play.professionalId, ...change },
      }
    }
    default: {
      const from = formatInstant(Date.parse(start) - DAY)
      const to = formatInstant(Date.parse(start) + DAY)
      const intervals = has(one, 1) ? [] : [{ start, end }]
      return { name: 'set-external-busy', user, body: { source: 'google', from, to, intervals } }
    }
  }
}

/** What a step comes to, given what is there. */
export function toCall(play: Play, one: Step): Promise<Call> | Call {
  const client = pick(play.clients, one.who)
  if (!client) throw new Error('there are clients')
  const room = one.kind % 10
  if (room < 6) return bookingCall(play, one, client)
  return room < 8 ? sessionCall(play, one) : scheduleCall(play, one)
}

/** Remembers what a granted call made, for the steps to come. */
export function remember(play: Play, { name, user }: Call, body: f.Body): void {
  if (name === 'create-booking') play.bookings.push({ bookingId: body.booking.bookingId, user })
  if (name === 'hold-slot') play.holdIds.push(body.booking.bookingId)
  if (name === 'add-time-off')
    play.timeOffIds.push((body as unknown as { timeOff: { timeOffId: string } }).timeOff.timeOffId)
}
