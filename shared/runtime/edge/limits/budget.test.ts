// Requests are counted a minute at a time, and nobody is forgotten who comes too often.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../../time/instant.ts'
import { makeBudget } from './budget.ts'

const NOON = Date.UTC(2027, 0, 4, 12)

describe('a budget', () => {
  it('is spent by as many requests as it has, and says when the next may come', () => {
    const budget = makeBudget(3)
    const at = NOON + 20 * SECOND
    expect([1, 2, 3].map(() => budget.spend('ana', at))).toEqual([undefined, undefined, undefined])
    expect(budget.spend('ana', at)).toBe(40)
    expect(budget.spend('ana', NOON + MINUTE - 1)).toBe(1)
    expect(budget.spend('ana', NOON + MINUTE)).toBeUndefined()
  })

  it('is each caller’s own', () => {
    const budget = makeBudget(1)
    expect(budget.spend('ana', NOON)).toBeUndefined()
    expect(budget.spend('ben', NOON)).toBeUndefined()
    expect(budget.spend('ana', NOON)).toBe(60)
  })

  it('does not come back by letting more others come than are kept', () => {
    const budget = makeBudget(5, 100)
    for (let i = 0; i < 5; i++) budget.spend('ana', NOON)
    for (let i = 0; i < 1_000; i++) budget.spend(`crowd ${i % 300}`, NOON)
    expect(budget.spend('ana', NOON)).toBe(60)
  })

  it('does not come back for a whole crowd that comes in turns', () => {
    const crowd = Array.from({ length: 150 }, (_, index) => `crowd ${index}`)
    const budget = makeBudget(5, 100)
    const rounds = Array.from({ length: 8 }, () =>
      crowd.filter((one) => budget.spend(one, NOON) === undefined),
    )
    const granted = Map.groupBy(rounds.flat(), (one) => one)
    const times = [...granted.values()].map(({ length }) => length)
    expect(Math.max(...times)).toBeLessThanOrEqual(5)
  })

  it('is a newcomer’s own as long as the crowd is not busier than everybody may be', () => {
    const budget = makeBudget(300, 100)
    for (let i = 0; i < 10_000; i++) budget.spend(`crowd ${i}`, NOON)
    expect(budget.spend('ana', NOON)).toBeUndefined()
  })

  it('lets nobody through more often than it says, whoever else comes when', () => {
    const callers = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 200 })
    fc.assert(
      fc.property(callers, fc.integer({ min: 1, max: 6 }), (calls, perMinute) => {
        const budget = makeBudget(perMinute, 5)
        const granted = new Map<number, number>()
        for (const caller of calls)
          if (budget.spend(String(caller), NOON) === undefined)
            granted.set(caller, (granted.get(caller) ?? 0) + 1)
        for (const times of granted.values()) expect(times).toBeLessThanOrEqual(perMinute)
      }),
    )
  })

  it('counts exactly while there is room', () => {
    const callers = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 100 })
    fc.assert(
      fc.property(callers, (calls) => {
        const budget = makeBudget(7, 5)
        const came = new Map<number, number>()
        for (const caller of calls) {
          const times = (came.get(caller) ?? 0) + 1
          came.set(caller, times)
          expect(budget.spend(String(caller), NOON) === undefined).toBe(times <= 7)
        }
      }),
    )
  })
})
