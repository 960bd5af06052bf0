// The way from a tapped time to a booking: which step the sheet shows, as a pure function of what happened.
import { Refusal } from '../../../../client/index.ts'
import type { TimeReason } from '../../../../shared/contract/faults/reasons.ts'
import { type Failure, toFailure } from '../../app/failure.ts'

/** What somebody wants. */
export interface Wish {
  readonly serviceId: string
  readonly start: Date
  readonly seats: number
}

/** What is held for them. */
export interface Hold {
  readonly bookingId: string
  readonly version: number
  readonly seats: number
  readonly expiresAt: number
  readonly wholeMillis: number
}

export interface Booked {
  readonly bookingId: string
  readonly status: string
  readonly version: number
  readonly start: Date
  readonly end: Date
}

export type Flow =
  | { readonly step: 'idle' }
  /** The wish waits until somebody has signed in. */
  | { readonly step: 'signing-in'; readonly wish: Wish }
  | {
      readonly step: 'holding'
      readonly wish: Wish
      readonly key: string
      /** Whether the sheet stays open meanwhile. */
      readonly isOpen: boolean
    }
  /** Without a hold the booking is made directly. */
  | {
      readonly step: 'checkout'
      readonly wish: Wish
      readonly hold?: Hold
      readonly sending?: 'seats' | 'booking'
      readonly failure?: Failure
    }
  | { readonly step: 'ended'; readonly wish: Wish }
  | {
      readonly step: 'refused'
      readonly wish: Wish
      readonly failure: Failure
      readonly alternatives: readonly Date[]
    }
  | { readonly step: 'unverified'; readonly wish: Wish; readonly hold?: Hold }
  | {
      readonly step: 'failed'
      readonly wish: Wish
      readonly key: string
      readonly failure: Failure
    }
  | { readonly step: 'booked'; readonly wish: Wish; readonly booking: Booked }

export type Happening =
  | { readonly type: 'wished'; readonly wish: Wish; readonly key: string }
  | { readonly type: 'must-sign-in'; readonly wish: Wish }
  | { readonly type: 'held'; readonly key: string; readonly hold: Hold }
  | { readonly type: 'not-held'; readonly key: string; readonly error: unknown }
  | { readonly type: 'seats-wished'; readonly seats: number; readonly isHeld: boolean }
  | { readonly type: 'seats-held'; readonly hold: Hold }
  | { readonly type: 'seats-refused'; readonly error: unknown }
  | { readonly type: 'confirming' }
  | { readonly type: 'booked'; readonly booking: Booked }
  | { readonly type: 'not-booked'; readonly error: unknown }
  | { readonly type: 'verified' }
  | { readonly type: 'ran-out' }
  | { readonly type: 'closed' }

export const IDLE: Flow = { step: 'idle' }

/** So many other times are offered at once. */
export const ALTERNATIVES = 5

const reasonOf = (error: unknown): string | undefined =>
  error instanceof Refusal ? error.reason : undefined

/** Refusals that say: this start not, maybe another. */
const OF_THE_TIME: Readonly<Record<TimeReason, true>> = {
  'service-inactive': true,
  'too-soon': true,
  'too-far-ahead': true,
  'outside-hours': true,
  'on-time-off': true,
  'professional-away': true,
  'off-grid': true,
  'slot-taken': true,
  'not-enough-seats': true,
  'limit-reached': true,
  'client-limit-reached': true,
}

const isOfTheTime = (reason: string | undefined): boolean =>
  reason !== undefined && Object.hasOwn(OF_THE_TIME, reason)

function refused(wish: Wish, error: unknown): Flow {
  const alternatives = error instanceof Refusal ? error.alternatives : []
  return {
    step: 'refused',
    wish,
    failure: toFailure(error),
    alternatives: alternatives.slice(0, ALTERNATIVES).map(({ start }) => new Date(start)),
  }
}

/** Where a hold that was not given leads. */
function afterNoHold(wish: Wish, key: string, error: unknown): Flow {
  const reason = reasonOf(error)
  if (reason === 'rate-limited') return { step: 'checkout', wish }
  if (reason === 'unverified') return { step: 'unverified', wish }
  if (reason === 'unauthenticated') return { step: 'signing-in', wish }
  if (isOfTheTime(reason)) return refused(wish, error)
  return { step: 'failed', wish, key, failure: toFailure(error) }
}

type Checkout = Extract<Flow, { step: 'checkout' }>

/** Where a booking that was not made leads. */
function afterNoBooking({ wish, hold }: Checkout, error: unknown): Flow {
  const reason = reasonOf(error)
  const kept = hold && { hold }
  if (reason === 'unverified') return { step: 'unverified', wish, ...kept }
  if (reason === 'unauthenticated') return { step: 'signing-in', wish }
  const isOver = reason === 'hold-expired'
  if (isOver || isOfTheTime(reason)) return refused(wish, error)
  return { step: 'checkout', wish, ...kept, failure: toFailure(error) }
}

/** The step after something has happened. Answers that nobody waits for any more change nothing. */
export function flowAfter(flow: Flow, happening: Happening): Flow {
  switch (happening.type) {
    case 'wished': {
      const isOpen = flow.step !== 'idle' && (flow.step !== 'holding' || flow.isOpen)
      return { step: 'holding', wish: happening.wish, key: happening.key, isOpen }
    }
    case 'must-sign-in':
      return { step: 'signing-in', wish: happening.wish }
    case 'held': {
      if (flow.step !== 'holding' || flow.key !== happening.key) return flow
      const wish = { ...flow.wish, seats: happening.hold.seats }
      return { step: 'checkout', wish, hold: happening.hold }
    }
    case 'not-held':
      if (flow.step !== 'holding' || flow.key !== happening.key) return flow
      return afterNoHold(flow.wish, flow.key, happening.error)
    case 'closed':
      return IDLE
    case 'verified':
      if (flow.step !== 'unverified' || !flow.hold) return flow
      return { step: 'checkout', wish: flow.wish, hold: flow.hold }
    default:
      return flow.step === 'checkout' ? inCheckout(flow, happening) : flow
  }
}

function inCheckout(flow: Checkout, happening: Happening): Flow {
  const { wish, hold } = flow
  const kept = hold && { hold }
  switch (happening.type) {
    case 'seats-wished': {
      const wished = { ...wish, seats: happening.seats }
      const sending = happening.isHeld ? ({ sending: 'seats' } as const) : {}
      return { step: 'checkout', wish: wished, ...kept, ...sending }
    }
    case 'seats-held':
      return {
        step: 'checkout',
        wish: { ...wish, seats: happening.hold.seats },
        hold: happening.hold,
      }
    case 'seats-refused':
      // What is held stays held, with the seats that it had.
      return {
        step: 'checkout',
        wish: { ...wish, seats: hold?.seats ?? wish.seats },
        ...kept,
        failure: toFailure(happening.error),
      }
    case 'confirming':
      return { step: 'checkout', wish, ...kept, sending: 'booking' }
    case 'booked':
      return { step: 'booked', wish, booking: happening.booking }
    case 'not-booked':
      return afterNoBooking(flow, happening.error)
    case 'ran-out':
      // What is on its way may still be in time; its answer says.
      return flow.sending === undefined && hold ? { step: 'ended', wish } : flow
    default:
      return flow
  }
}

/** What is held now, to be released when it is not wanted any more. */
export function holdOf(flow: Flow): Hold | undefined {
  return flow.step === 'checkout' || flow.step === 'unverified' ? flow.hold : undefined
}

/** Whether the sheet is open. */
export function isOpen(flow: Flow): boolean {
  return flow.step !== 'idle' && (flow.step !== 'holding' || flow.isOpen)
}
