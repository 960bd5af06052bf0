// Every benchmark runs, and measures what it says: the least of each, on the parts that run already. What they measure says nothing here.
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { BENCHMARKS } from '../../bench/common/all.ts'
import type { Result } from '../../bench/common/measure.ts'
import { choose, measureAll } from '../../bench/common/run-benchmarks.ts'
import { isLong } from '../support/long.ts'

/** What builds, fills or starts much, and runs in the long run. */
const SLOW = ['search', 'hot', 'overload', 'herd', 'growth', 'chain', 'cold-start', 'sustained']

/** Those that need nothing apart, and one that is apart because of its length alone. */
const names = [...choose(BENCHMARKS, []).map(({ name }) => name), 'sustained']
const chosen = choose(
  BENCHMARKS,
  names.filter((name) => isLong || !SLOW.includes(name)),
)

let results: readonly Result[]

beforeAll(async () => {
  results = await measureAll(chosen, { isShort: true, say: () => {}, parts: inject('parts') })
}, 600_000)

describe.each(chosen)('$name', ({ name }) => {
  it('measures each of its figures, and what stands beside it', () => {
    const result = results.find((one) => one.name === name)
    expect(result?.figures.length).toBeGreaterThan(0)
    const amounts = (result?.figures ?? []).flatMap(({ value, product, yardstick }) => [
      value,
      product.amount,
      yardstick?.amount ?? 0,
    ])
    expect(amounts.filter((amount) => !(amount >= 0))).toEqual([])
  })
})
