import { describe, expect, test } from 'vitest'
import { Offline, Refusal } from '../../../../client/index.ts'
import type { Problem, Reason } from '../../../../client/index.ts'
import { type Flow, flowAfter, type Hold, holdOf, IDLE, isOpen } from './flow.ts'

const wish = { serviceId: 's', start: new Date('2026-11-27T10:00:00Z'), seats: 1 }
const hold: Hold = { bookingId: 'b', version: 1, seats: 1, expiresAt: 9, wholeMillis: 600_000 }
const booking = {
  bookingId: 'b',
  status: 'confirmed',
  version: 2,
  start: wish.start,
  end: new Date('2026-11-27T10:30:00Z'),
}

const refusal = (reason: string, starts: readonly string[] = []) =>
  new Refusal({
    type: 'about:blank',
    title: reason,
    status: 409,
    detail: reason,
    // Reasons of a later backend are texts too.
    reason: reason as Reason,
    requestId: 'r',
    alternatives: starts.map((start) => ({ start, end: start, seatsLeft: 1 })),
  } satisfies Problem)

const holding = flowAfter(IDLE, { type: 'wished', wish, key: 'k' })
const checkout = flowAfter(holding, { type: 'held', key: 'k', hold })

describe('a tapped time', () => {
  test('is held before the sheet opens', () => {
    expect(isOpen(holding)).toBe(false)
    expect(isOpen(checkout)).toBe(true)
    expect(holdOf(checkout)).toEqual(hold)
  })

  test('that somebody else took leads to other times in the same sheet', () => {
    const error = refusal('slot-taken', Array(7).fill('2026-11-27T11:00:00Z'))
    const flow = flowAfter(holding, { type: 'not-held', key: 'k', error })
    expect(flow.step).toBe('refused')
    expect(flow.step === 'refused' && flow.alternatives).toHaveLength(5)
    const again = flowAfter(flow, { type: 'wished', wish, key: 'l' })
    expect(isOpen(again)).toBe(true)
  })

  test('is booked without a hold where there were too many', () => {
    const flow = flowAfter(holding, { type: 'not-held', key: 'k', error: refusal('rate-limited') })
    expect(flow).toEqual({ step: 'checkout', wish })
    expect(holdOf(flow)).toBeUndefined()
  })

  test('waits for an address that is not verified, and for who has to sign in again', () => {
    const after = (reason: string) =>
      flowAfter(holding, { type: 'not-held', key: 'k', error: refusal(reason) }).step
    expect([after('unverified'), after('unauthenticated')]).toEqual(['unverified', 'signing-in'])
  })

  test('can be tried again with the same key where nothing answered', () => {
    const error = new Offline('no network')
    expect(flowAfter(holding, { type: 'not-held', key: 'k', error })).toMatchObject({
      step: 'failed',
      key: 'k',
      failure: { kind: 'offline' },
    })
  })

  test('is not opened by an answer that comes after it was left', () => {
    expect(flowAfter(IDLE, { type: 'held', key: 'k', hold })).toBe(IDLE)
    const other = flowAfter(holding, { type: 'wished', wish, key: 'l' })
    expect(flowAfter(other, { type: 'held', key: 'k', hold })).toBe(other)
  })
})

describe('what is held', () => {
  test('keeps its seats where more were refused, and says why', () => {
    const wished = flowAfter(checkout, { type: 'seats-wished', seats: 3, isHeld: true })
    expect(wished).toMatchObject({ sending: 'seats', wish: { seats: 3 } })
    const flow = flowAfter(wished, {
      type: 'seats-refused',
      error: refusal('not-enough-seats'),
    })
    expect(flow).toMatchObject({ step: 'checkout', wish: { seats: 1 }, hold })
    expect(flow.step === 'checkout' && flow.failure).toBeDefined()
  })

  test('ends with its time, but not while it is being booked', () => {
    expect(flowAfter(checkout, { type: 'ran-out' })).toEqual({ step: 'ended', wish })
    const confirming = flowAfter(checkout, { type: 'confirming' })
    expect(flowAfter(confirming, { type: 'ran-out' })).toBe(confirming)
    const late = flowAfter(confirming, { type: 'not-booked', error: refusal('hold-expired') })
    expect(late.step).toBe('refused')
  })

  test('becomes a booking, or stays held where nothing answered', () => {
    const confirming = flowAfter(checkout, { type: 'confirming' })
    expect(flowAfter(confirming, { type: 'booked', booking })).toEqual({
      step: 'booked',
      wish,
      booking,
    })
    const failed = flowAfter(confirming, { type: 'not-booked', error: new Offline('no network') })
    expect(failed).toMatchObject({ step: 'checkout', hold, failure: { kind: 'offline' } })
    expect(failed.step === 'checkout' && failed.sending).toBeUndefined()
  })

  test('is still held when the address was verified', () => {
    const confirming = flowAfter(checkout, { type: 'confirming' })
    const waiting = flowAfter(confirming, { type: 'not-booked', error: refusal('unverified') })
    expect(holdOf(waiting)).toEqual(hold)
    expect(flowAfter(waiting, { type: 'verified' })).toEqual({ step: 'checkout', wish, hold })
  })

  test('is let go when the sheet is closed', () => {
    const closed: Flow = flowAfter(checkout, { type: 'closed' })
    expect(holdOf(closed)).toBeUndefined()
    expect(isOpen(closed)).toBe(false)
  })
})
