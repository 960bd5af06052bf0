import { describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../shared/time/instant.ts'
import { makeRampUp, rateAfter } from './ramp-up.ts'

describe('the rate', () => {
  it.each([
    [0, 500],
    [5 * MINUTE - 1, 500],
    [5 * MINUTE, 750],
    [10 * MINUTE, 1125],
    [90 * MINUTE, 5000],
  ])('after %i ms is %i a second', (millis, rate) => {
    expect(rateAfter(millis, 5000)).toBe(rate)
  })
})

describe('the ramp-up', () => {
  /** How many documents were let through in each second, where more are always wanted. */
  async function letThrough(seconds: number, most: number, batch: number) {
    let now = 0
    const sleep = (millis: number) => {
      now += millis
      return Promise.resolve()
    }
    const pace = makeRampUp({ now: () => now, sleep }, most)
    const each = Array.from({ length: seconds }, () => 0)
    for (;;) {
      await pace(batch)
      const second = Math.floor(now / SECOND)
      if (second >= seconds) return each
      each[second] = (each[second] ?? 0) + batch
    }
  }

  it.each([1, 60, 499])('lets no second have more, in batches of %i', async (batch) => {
    const each = await letThrough(620, 700, batch)
    for (const [second, documents] of each.entries())
      expect(documents, `second ${second}`).toBeLessThanOrEqual(
        rateAfter(second * SECOND, 700) + 2 * batch,
      )
    const all = each.reduce((sum, documents) => sum + documents, 0)
    expect(all).toBeGreaterThan((300 * 500 + 320 * 700) * 0.99)
  })
})
