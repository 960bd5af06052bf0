// How long holds may keep seats: at its edges, when to ask again, and over random lives of one account.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOW } from '../../../test/support/build-calendar.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../time/instant.ts'
import { type KeptHold, possibleFrom } from './hold-budget.ts'

let ids = 0
/** A hold that ended so many minutes from now, and had kept seats for so long. */
const kept = (length: number, ended: number, isOpen = false): KeptHold => ({
  bookingId: `hold-${ids++}`,
  start: NOW + (ended - length) * MINUTE,
  end: NOW + ended * MINUTE,
  isOpen,
})
/** Minutes from now until when a hold of so many is possible; 0 at once. */
const wait = (length: number, holds: readonly KeptHold[]) =>
  ((possibleFrom({ start: NOW, end: NOW + length * MINUTE }, holds, NOW) ?? NOW) - NOW) / MINUTE

describe('thirty minutes in two hours', () => {
  it('are free to who held nothing, and to who held half of it', () => {
    expect(wait(15, [])).toBe(0)
    expect(wait(15, [kept(15, 0)])).toBe(0)
    expect(wait(15, [kept(5, -60), kept(10, -20)])).toBe(0)
  })

  it('are over to the minute, and come back as what was held grows old', () => {
    const half = [kept(15, -30), kept(15, 0)]
    // Two hours after the second of a quarter began, less the hold itself.
    expect(wait(15, half)).toBe(90 - 15)
    expect(wait(1, half)).toBe(75)
    expect(wait(15, [kept(15, -60), kept(15, -45)])).toBe(120 - 60 - 15)
    expect(wait(15, [kept(1, 0), kept(15, -60)])).toBe(120 - 75 + 1 - 15)
  })

  it('count what a hold really kept: one that gives way, until now', () => {
    const open = { ...kept(15, 10, true) }
    // It has kept five minutes.
    expect(wait(15, [open])).toBe(0)
    expect(wait(15, [open, kept(15, -30)])).not.toBe(0)
    expect(wait(10, [open, kept(15, -30)])).toBe(0)
  })

  it('count one that is renewed from its beginning', () => {
    const open = kept(10, 5, true)
    const wish = { start: open.start, end: NOW + 10 * MINUTE }
    expect(possibleFrom(wish, [open, kept(15, -30)], NOW, open.bookingId)).toBeUndefined()
    const more = [open, kept(16, -30)]
    expect(possibleFrom(wish, more, NOW, open.bookingId)).toBeGreaterThan(NOW)
  })

  it('never come back before an open hold has ended', () => {
    const open = kept(15, 10, true)
    expect(wait(10, [open, kept(20, -100)])).toBe(0)
    expect(wait(10, [open, kept(20, -30)])).toBeGreaterThanOrEqual(10)
  })
})

describe('an account that holds, renews and gives up as it likes', () => {
  const deed = fc.record({
    kind: fc.constantFrom('hold', 'hold', 'hold', 'renew', 'give up'),
    after: fc.integer({ min: 0, max: 12 }),
    minutes: fc.integer({ min: 1, max: 15 }),
  })

  /** How much of the two hours that end at an instant was held. */
  const heldBefore = (end: Instant, holds: readonly KeptHold[]) =>
    holds.reduce(
      (sum, one) => sum + Math.max(0, Math.min(one.end, end) - Math.max(one.start, end - 2 * HOUR)),
      0,
    )

  it('never keeps seats for longer, and is told the first second at which it may again', () => {
    let refused = 0
    let fullest = 0
    fc.assert(
      fc.property(fc.array(deed, { minLength: 20, maxLength: 60 }), (deeds) => {
        let now = NOW
        let holds: readonly KeptHold[] = []
        for (const { kind, after, minutes } of deeds) {
          now += after * MINUTE
          holds = holds.map((one) => ({ ...one, isOpen: one.isOpen && one.end > now }))
          const open = holds.find(({ isOpen }) => isOpen)
          const ended = holds.map((one) =>
            one.isOpen ? { ...one, end: Math.min(one.end, now), isOpen: false } : one,
          )
          if (kind === 'give up') {
            holds = ended
            continue
          }
          const renewed = kind === 'renew' ? open : undefined
          const start = renewed?.start ?? now
          const end = Math.min(now + minutes * MINUTE, start + 15 * MINUTE)
          const from = possibleFrom({ start, end }, holds, now, renewed?.bookingId)
          if (from === undefined) {
            const one = { bookingId: renewed?.bookingId ?? `${ids++}`, start, end, isOpen: true }
            holds = [...ended.filter(({ bookingId }) => bookingId !== one.bookingId), one]
            continue
          }
          refused++
          const length = end - now
          const at = (instant: Instant) =>
            possibleFrom(
              { start: instant, end: instant + length },
              holds.map((one) => ({ ...one, isOpen: one.isOpen && one.end > instant })),
              instant,
            )
          const isFirst = renewed !== undefined || at(from - SECOND) !== undefined
          expect([at(from), isFirst]).toEqual([undefined, true])
        }
        for (const { end } of holds)
          for (const instant of [end, end - MINUTE, end + 30 * MINUTE])
            fullest = Math.max(fullest, heldBefore(instant, holds))
      }),
      { numRuns: 400 },
    )
    expect(refused).toBeGreaterThan(500)
    expect(fullest).toBe(30 * MINUTE)
  })
})
