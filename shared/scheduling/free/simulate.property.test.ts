// The engine against an independent, naive reading of the contract, over random scenarios.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../test/support/long.ts'
import { type Answer, naiveAnswer, type Scenario as Input } from '../../../test/support/naive.ts'
import {
  overlappingScenarioArbitrary,
  scenarioArbitrary,
} from '../../../test/support/scenario-arbitrary.ts'
import { Scenario } from '../../contract/scenario.ts'
import { formatInstant } from '../../time/instant.ts'
import { simulate } from './simulate.ts'

function answerOf(input: Input): Answer {
  const { slots, windows } = simulate(Scenario.parse(input))
  const toText = ({ start, end }: { start: number; end: number }) => ({
    start: formatInstant(start),
    end: formatInstant(end),
  })
  return {
    slots: slots.map((slot) => ({ ...toText(slot), seatsLeft: slot.seatsLeft })),
    windows: windows.map(toText),
  }
}

describe('the engine and a naive reading of the contract', () => {
  it('find the same slots and windows in calendars as a database holds them', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (input) => {
        expect(answerOf(input)).toEqual(naiveAnswer(input))
      }),
      { numRuns: runs(150, 3000) },
    )
  }, 300_000)

  it('find the same slots and windows where appointments overlap', () => {
    fc.assert(
      fc.property(overlappingScenarioArbitrary, (input) => {
        const { slots, windows } = naiveAnswer(input)
        // Two appointments of one service at one start can both be joined there; a start is listed once.
        const once = slots.filter(({ start }, index) => start !== slots[index - 1]?.start)
        expect(answerOf(input)).toEqual({ slots: once, windows })
      }),
      { numRuns: runs(100, 2000) },
    )
  }, 300_000)

  it('find something in most of those scenarios, so that the comparison means something', () => {
    const answers = fc.sample(scenarioArbitrary, 100).map(answerOf)
    expect(answers.filter(({ slots }) => slots.length > 0).length).toBeGreaterThan(50)
    expect(answers.filter(({ windows }) => windows.length > 0).length).toBeGreaterThan(70)
  })
})
