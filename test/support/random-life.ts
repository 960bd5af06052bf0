// Random lives of a calendar: whatever may be done to it, one thing after another, decided and saved as a command is. All
// states that come of it can be reached, so that what must always hold can be asked of them.
import fc from 'fast-check'
import type { Service } from '../../shared/contract/service.ts'
import { type Status, isLive } from '../../shared/contract/status.ts'
import { advance } from '../../shared/scheduling/clock/advance.ts'
import { applyEffects } from '../../shared/scheduling/effects/apply.ts'
import {
  type Booking,
  type By,
  type Calendar,
  type Claim,
  findService,
} from '../../shared/scheduling/model/calendar.ts'
import type { Circumstances } from '../../shared/scheduling/model/circumstances.ts'
import { decideActivity } from '../../shared/scheduling/session/decide-activity.ts'
import { decideApproval } from '../../shared/scheduling/booking/decide-approval.ts'
import {
  type BookingRequest,
  decideNewBooking,
} from '../../shared/scheduling/booking/decide-new-booking.ts'
import { decideCancellation } from '../../shared/scheduling/booking/decide-cancellation.ts'
import { decideHeldBooking } from '../../shared/scheduling/booking/decide-held-booking.ts'
import { decideHold } from '../../shared/scheduling/booking/decide-hold.ts'
import { decideProgress } from '../../shared/scheduling/session/decide-progress.ts'
import { decideReschedule } from '../../shared/scheduling/booking/decide-reschedule.ts'
import type { Decision } from '../../shared/scheduling/effects/decision.ts'
import type { Effects } from '../../shared/scheduling/effects/effects.ts'
import { mergeEffects } from '../../shared/scheduling/effects/merge-effects.ts'
import { findSlots } from '../../shared/scheduling/free/search.ts'
import { settle } from '../../shared/scheduling/clock/settle.ts'
import { DAY, type Instant, MINUTE } from '../../shared/time/instant.ts'
import { OWNER, at, bookingOf, buildCalendar, buildService, everyDay } from './build-calendar.ts'

// ---- Calendars without appointments ----

const HOURS = [
  everyDay({ start: '08:00', end: '20:00' }),
  everyDay({ start: '00:00', end: '24:00' }),
  everyDay({ start: '20:00', end: '10:00' }),
  everyDay({ start: '09:00', end: '12:00' }, { start: '13:00', end: '17:30' }),
]

/** Zones and an instant in each: an ordinary morning, and the evenings before clocks change. */
const PLACES = [
  ['UTC', at('2026-11-23T07:30:00Z')],
  ['Europe/Berlin', at('2026-10-24T20:00:00Z')],
  ['America/New_York', at('2026-03-08T02:00:00Z')],
  ['Africa/Cairo', at('2025-10-30T18:00:00Z')],
] as const

function services(first: Partial<Service>, second: Partial<Service>): readonly Service[] {
  return [
    buildService({ serviceId: 'alone', ...first }),
    buildService({ serviceId: 'group', capacity: 3, ...second }),
  ]
}

const rulesArbitrary: fc.Arbitrary<Partial<Service>> = fc.record({
  durationMinutes: fc.constantFrom(20, 30, 60, 90),
  slotStepMinutes: fc.constantFrom(15, 20, 30),
  bufferBeforeMinutes: fc.constantFrom(0, 0, 10),
  bufferAfterMinutes: fc.constantFrom(0, 0, 15),
  approval: fc.constantFrom('automatic', 'manual'),
})

/** Limits that are reached in a day or two, on few calendars. */
const limitsArbitrary = fc.constantFrom(
  {},
  {},
  {},
  { maxBookingsPerWeek: 5 },
  { maxBookingsPerDay: 4 },
  { maxMinutesPerDay: 240 },
)

/** A calendar without appointments, and when its life begins. */
export interface World {
  readonly calendar: Calendar
  readonly begin: Instant
}

export const worldArbitrary: fc.Arbitrary<World> = fc
  .record({
    place: fc.constantFrom(...PLACES),
    weeklyRules: fc.constantFrom(...HOURS),
    first: rulesArbitrary,
    second: rulesArbitrary,
    limits: limitsArbitrary,
    minNoticeMinutes: fc.constantFrom(0, 0, 30, 90),
    horizonDays: fc.constantFrom(0, 1, 3, 9),
  })
  .map(({ place: [timeZone, begin], weeklyRules, first, second, limits, ...rules }) => ({
    begin,
    calendar: buildCalendar({
      timeZone,
      weeklyRules,
      services: services(first, second),
      policy: { ...limits, ...rules },
    }),
  }))

// ---- Deeds ----

/** What may be done. */
export const KINDS = [
  'book',
  'hold',
  'book-held',
  'reschedule',
  'cancel',
  'decide',
  'report',
  'set-activity',
  'wait',
] as const
type Kind = (typeof KINDS)[number]

/** One thing that is done, with whatever it may need to choose. */
export interface Deed {
  readonly kind: Kind
  readonly who: string
  readonly isOwner: boolean
  readonly serviceId: string
  readonly seats: number
  /** Which of what there is to choose from. */
  readonly pick: number
  readonly minutes: number
  readonly step: 'started' | 'running-late' | 'finished' | 'no-show'
}

const oftenSoon = fc.oneof(fc.nat(6), fc.nat(200))

export const deedsArbitrary: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('book' as const, 'report' as const) },
      { weight: 4, arbitrary: fc.constantFrom('hold' as const, 'book-held' as const) },
      { weight: 5, arbitrary: fc.constantFrom(...KINDS) },
      { weight: 3, arbitrary: fc.constant('wait' as const) },
    ),
    who: fc.constantFrom('anna', 'ben', 'carl'),
    isOwner: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
    serviceId: fc.constantFrom('alone', 'group', 'group'),
    seats: fc.constantFrom(1, 1, 1, 2),
    pick: oftenSoon,
    minutes: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 90 })),
    step: fc.constantFrom('started', 'running-late', 'running-late', 'finished', 'no-show'),
  }),
  { minLength: 8, maxLength: 30 },
)

const OVERRIDE: BookingRequest['override'] = [
  'off-grid',
  'too-soon',
  'too-far-ahead',
  'outside-hours',
  'on-time-off',
  'professional-away',
  'limit-reached',
]

const choose = <T>(choice: readonly T[], pick: number): T | undefined =>
  choice[pick % Math.max(choice.length, 1)]

/** When holds were placed: what a calendar does not tell. */
type Placed = ReadonlyMap<string, Instant>

function bookingIn(
  calendar: Calendar,
  { pick }: Deed,
  placed: Placed,
  isWanted: (claim: Claim) => boolean,
): Booking | undefined {
  const claims = calendar.appointments.flatMap((appointment) => appointment.claims).filter(isWanted)
  const claim = choose(claims, pick)
  if (!claim) return undefined
  const createdAt = placed.get(claim.bookingId)
  return bookingOf(calendar, claim.bookingId, createdAt === undefined ? {} : { createdAt })
}

/** A start that is free for whoever acts; the owner at times takes any, beside the grid and outside the hours. */
function startFor(calendar: Calendar, deed: Deed, { by, now }: Circumstances, moving?: string) {
  const { serviceId, pick, minutes, isOwner } = deed
  const service = findService(calendar, serviceId)
  if (!service || (isOwner && minutes % 2 === 0)) return now + pick * 5 * MINUTE
  const viewer = { now, ...(by.uid && { uid: by.uid }), ...(moving && { moving }) }
  const slots = findSlots(calendar, service, { start: now, end: now + 3 * DAY }, 1, viewer)
  return choose(slots, pick)?.start ?? now + minutes * MINUTE
}

type Decided = Decision<unknown> | undefined

function decideBookings(
  calendar: Calendar,
  deed: Deed,
  placed: Placed,
  circumstances: Circumstances,
): Decided {
  const { kind, serviceId, seats, isOwner, minutes } = deed
  const { uid } = circumstances.by
  const client = { name: 'Somebody', ...(uid !== undefined && { uid }) }
  const override = isOwner ? OVERRIDE : []
  const isOwn = (claim: Claim) => claim.status === 'held' && claim.uid === uid
  if (kind === 'book') {
    const start = startFor(calendar, deed, circumstances)
    return decideNewBooking(calendar, { serviceId, start, seats, client, override }, circumstances)
  }
  const held = bookingIn(calendar, deed, placed, isOwn)
  if (kind === 'hold') {
    const start = held && minutes % 3 === 0 ? held.start : startFor(calendar, deed, circumstances)
    const wish = { serviceId, start, seats, holdMinutes: Math.min(minutes, 15), client }
    const ownHolds = held ? [held] : []
    return decideHold(calendar, { ...wish, ownHolds, holdsElsewhere: 0, kept: [] }, circumstances)
  }
  return held && decideHeldBooking(calendar, held, { client, override }, circumstances)
}

function decide(
  calendar: Calendar,
  deed: Deed,
  placed: Placed,
  circumstances: Circumstances,
): Decided {
  const { kind, minutes, step, isOwner, pick } = deed
  const { now } = circumstances
  const among = (...statuses: readonly Status[]) =>
    bookingIn(calendar, deed, placed, ({ status }) => statuses.includes(status))
  switch (kind) {
    case 'cancel': {
      const booking = among('held', 'pending', 'confirmed')
      return booking && decideCancellation(calendar, booking, {}, circumstances)
    }
    case 'decide': {
      const booking = among('pending')
      const decision = minutes % 2 === 0 ? 'approve' : 'decline'
      return booking && decideApproval(calendar, booking, { decision }, circumstances)
    }
    case 'reschedule': {
      const booking = among('pending', 'confirmed')
      if (!booking) return undefined
      const { bookingId, serviceId } = booking
      const start = startFor(calendar, { ...deed, serviceId }, circumstances, bookingId)
      const override = isOwner ? OVERRIDE : []
      return decideReschedule(calendar, booking, { start, override }, circumstances)
    }
    case 'report': {
      const booking = among('confirmed', 'in-progress', 'completed', 'no-show')
      if (!booking) return undefined
      const later = now + minutes * MINUTE
      const field = booking.status === 'in-progress' ? 'expectedEnd' : 'expectedStart'
      const late = { [field]: Math.max(later, booking.start + minutes * MINUTE) }
      const request = step === 'running-late' ? { step, ...late } : { step }
      return decideProgress(calendar, booking, request, circumstances)
    }
    case 'set-activity': {
      const state = choose(['away', 'busy', 'available'] as const, pick) ?? 'away'
      const until = state === 'available' ? {} : { until: now + minutes * 7 * MINUTE }
      return decideActivity(calendar, { state, ...until, message: step }, circumstances)
    }
    default:
      return decideBookings(calendar, deed, placed, circumstances)
  }
}

// ---- Lives ----

/** One save: what it was decided on, what it wrote, and what it left behind. */
export interface Saved {
  readonly kind: Kind
  readonly now: Instant
  readonly before: Calendar
  /** The clock's steps that were due, first. */
  readonly due: Effects
  /** As the clock's steps left it: what was decided on. */
  readonly advanced: Calendar
  /** What was decided, settled: without the clock's steps. */
  readonly decided: Effects
  /** All that was written. */
  readonly effects: Effects
  readonly after: Calendar
}

/** As it is loaded again: what is no longer live is not. */
function reloaded(calendar: Calendar): Calendar {
  const appointments = calendar.appointments
    .map((one) => ({ ...one, claims: one.claims.filter(({ status }) => isLive(status)) }))
    .filter(({ claims }) => claims.length > 0)
  return { ...calendar, appointments }
}

const NONE: Effects = { changes: [] }

/** Lives through what is done, and shows every save. @returns the calendar at the end, and when that is */
export function live(
  { calendar: first, begin }: World,
  deeds: readonly Deed[],
  newId: () => string,
  see: (saved: Saved) => void,
): { readonly calendar: Calendar; readonly now: Instant } {
  const placed = new Map<string, Instant>()
  let calendar = first
  let now = begin
  for (const deed of deeds) {
    const { kind, minutes, isOwner, who } = deed
    if (kind === 'wait') now += minutes * MINUTE
    const isOwners = isOwner || ['decide', 'report', 'set-activity'].includes(kind)
    const by: By = isOwners ? { kind: 'professional', uid: OWNER } : { kind: 'client', uid: who }
    const due = advance(calendar, { now, newId })
    const advanced = reloaded(applyEffects(calendar, due))
    const decision =
      kind === 'wait' ? undefined : decide(advanced, deed, placed, { by, now, newId })
    const isIdle = !decision || decision.refused || decision.effects.changes.length === 0
    if (isIdle && kind !== 'wait') continue
    const decided = isIdle ? NONE : settle(advanced, decision.effects, { now, newId })
    const effects = isIdle ? due : mergeEffects(due, decided)
    const after = applyEffects(calendar, effects)
    for (const { bookingId, createdAt } of effects.newBookings ?? [])
      placed.set(bookingId, createdAt)
    see({ kind, now, before: calendar, due, advanced, decided, effects, after })
    calendar = reloaded(after)
  }
  return { calendar, now }
}
