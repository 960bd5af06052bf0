// The naive implementation against every known answer.
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { naiveAnswer, type Answer, type Scenario } from './naive.ts'
import { knownAnswers } from './scenarios.ts'
import { overlappingScenarioArbitrary, scenarioArbitrary } from './scenario-arbitrary.ts'

it.each(knownAnswers<Scenario, Answer>())('gives every answer of %s', (_file, entries) => {
  expect(entries).not.toHaveLength(0)
  expect(entries.map(({ id, scenario }) => ({ id, answer: naiveAnswer(scenario) }))).toEqual(
    entries.map(({ id, answer }) => ({ id, answer })),
  )
})

describe('random scenarios', () => {
  it.each([
    ['as a database holds them', scenarioArbitrary],
    ['with overlapping appointments', overlappingScenarioArbitrary],
  ])('%s: slots in order within the range, windows apart', (_name, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (scenario) => {
        const { slots, windows } = naiveAnswer(scenario)
        const starts = slots.map(({ start }) => start)
        expect(starts).toEqual(starts.toSorted())
        for (const { start, end, seatsLeft } of slots) {
          expect(Date.parse(start)).toBeGreaterThanOrEqual(Date.parse(scenario.from))
          expect(Date.parse(start)).toBeGreaterThanOrEqual(Date.parse(scenario.now))
          expect(Date.parse(start)).toBeLessThan(Date.parse(scenario.to))
          expect(Date.parse(end)).toBeGreaterThan(Date.parse(start))
          expect(seatsLeft).toBeGreaterThanOrEqual(scenario.seats ?? 1)
        }
        const edges = windows.flatMap(({ start, end }) => [start, end])
        expect(edges).toEqual([...new Set(edges)].toSorted())
      }),
      { numRuns: 100 },
    )
  })
})
