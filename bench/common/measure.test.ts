// What is made of rounds: medians of ratios, between which values half of them lie, goals, and what has changed since.
import { describe, expect, it } from 'vitest'
import type { Benchmark, Figure, Sample } from './benchmark.ts'
import { isMet, measure } from './measure.ts'
import { toComparison } from './record.ts'
import { toTable } from './report.ts'

const FIGURE: Figure = {
  name: 'a call',
  side: 'ours',
  beside: 'least',
  measure: 'millis',
  unit: 'ms',
  goal: { most: 2 },
}

const taken: string[] = []

/** A benchmark whose sides measure these, one round after another, the first to warm up. */
function benchmark(
  rounds: Readonly<Record<string, readonly Sample[]>>,
  figures: readonly Figure[] = [FIGURE],
): Benchmark & { readonly closed: () => number } {
  let closed = 0
  const sides = Object.entries(rounds).map(([side, samples]) => {
    const left = [...samples]
    const take = () => {
      taken.push(side)
      return left.shift() ?? {}
    }
    return [side, take] as const
  })
  return {
    name: 'calls',
    brief: 'calls',
    rounds: 3,
    open: () =>
      Promise.resolve({
        sides: Object.fromEntries(sides),
        figures,
        close: () => Promise.resolve(void closed++),
      }),
    closed: () => closed,
  }
}

const setting = { isShort: false, say: () => {} }
const millis = (...all: readonly number[]) => all.map((one) => ({ millis: one }))
const ROUNDS = { ours: millis(99, 3, 6, 4), least: millis(1, 1, 4, 2) }

describe('a benchmark', () => {
  it('is its sides in turn, and the median of what came of each round but the one that warms up', async () => {
    taken.length = 0
    const result = await measure(benchmark(ROUNDS), 3, setting)
    expect(taken).toEqual(['ours', 'least', 'ours', 'least', 'ours', 'least', 'ours', 'least'])
    expect(result.figures[0]).toMatchObject({
      value: 2,
      spread: [1.5, 3],
      isRatio: true,
      product: { amount: 4 },
      yardstick: { amount: 2 },
    })
  })

  it('says what a request costs the processor where its sides measure it', async () => {
    const cpu = [
      { millis: 1, cpuMillis: 9 },
      { millis: 1, cpuMillis: 5 },
    ]
    const result = await measure(benchmark({ ours: cpu, least: cpu }), 1, setting)
    expect(result.figures[0]).toMatchObject({ product: { cpuMillis: 5 } })
  })

  it('is what was measured itself where nothing stands beside it', async () => {
    const { beside: _, ...alone } = FIGURE
    const result = await measure(benchmark({ ours: ROUNDS.ours }, [alone]), 3, setting)
    expect(result.figures[0]).toMatchObject({ value: 4, isRatio: false })
  })

  it('ends what it started, also where a side fails', async () => {
    const lacking = benchmark({ ours: [{}, {}], least: millis(1, 1) })
    await expect(measure(lacking, 1, setting)).rejects.toThrow(
      'side "ours" does not measure millis',
    )
    expect(lacking.closed()).toBe(1)
  })
})

describe('a goal', () => {
  it.each([
    [2, { most: 2 }, true],
    [2.1, { most: 2 }, false],
    [0.4, { least: 0.4 }, true],
    [0.39, { least: 0.4 }, false],
  ])('of %d beside %j is met: %j', (value, goal, met) => {
    expect(isMet({ value, goal })).toBe(met)
  })

  it('that nobody set is neither met nor missed', () => {
    expect(isMet({ value: 1 })).toBeUndefined()
  })
})

it('prints a line for each figure, with goal and verdict', async () => {
  const table = toTable([await measure(benchmark(ROUNDS), 3, setting)])
  expect(table).toMatch(/^calls \(3 rounds, 0 s\)$/m)
  expect(table).toMatch(/^ {2}a call +2\.00 × +1\.50–3\.00 +≤ 2 +met +4\.00 \/ 2\.00 ms/m)
})

it('compares with an earlier run figure by figure, and leaves out what was not measured then', async () => {
  const results = [await measure(benchmark(ROUNDS), 3, setting)]
  const before = { benchmarks: [{ name: 'calls', figures: [{ name: 'a call', value: 4 }] }] }
  expect(toComparison(before, results)).toMatch(
    /calls: a call +4\.00 +→ +2\.00 +0\.50 × what it was/,
  )
  expect(toComparison({ benchmarks: [] }, results)).toContain('Nothing was measured before')
})
