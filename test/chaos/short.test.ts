// The short form of `npm run chaos`: seconds of it within one process, and that the checker finds whatever is wrong.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChance } from './chance.ts'
import { type Crowd, gather } from './clients/crowd.ts'
import { type Concluded, conclude } from './conclude.ts'
import { terminateBackends } from './faults/kinds.ts'
import { UNHARMED } from './system/pushes.ts'
import { startSmall } from './system/small.ts'
import type { System } from './system/system.ts'
import { nextTransition } from './transition.ts'

const SEED = 1
const CHAOS_MILLIS = 4_000
const TERMINATED_MILLIS = 800

let system: System
let crowd: Crowd
let concluded: Concluded

async function terminateAgainAndAgain(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(TERMINATED_MILLIS)
    await terminateBackends(system)
  }
}

beforeAll(async () => {
  const chance = openChance(SEED)
  system = await startSmall(chance.fork())
  crowd = await gather(system, SEED, chance.fork(), { clients: 5, practices: 2, pauseMillis: 120 })
  const signal = AbortSignal.timeout(CHAOS_MILLIS)
  system.front.disturbed = 0.15
  system.pushes.harm = { lost: 0.1, answerLost: 0.1, doubled: 0.2, late: 0.1, reordered: 0.1 }
  system.jobs.atOnce = 3
  await Promise.all([crowd.live(signal), crowd.leave(), terminateAgainAndAgain(signal)])
  system.front.disturbed = 0
  system.pushes.harm = UNHARMED
  system.jobs.atOnce = 1
  concluded = await conclude(system, crowd)
}, 120_000)
afterAll(() => system.stop())

describe('seconds of chaos', () => {
  it('do something: commands are carried out, refused, and disturbed', () => {
    const { commands } = crowd.client
    const outcomes = Map.groupBy(commands, ({ outcome }) => outcome)
    expect(outcomes.get('acknowledged')?.length).toBeGreaterThan(30)
    expect(outcomes.get('refused')?.length).toBeGreaterThan(0)
    const { counts } = system.tally
    expect(counts.get('backends terminated')).toBeGreaterThan(0)
    expect(counts.get('replies lost on the way to the client')).toBeGreaterThan(0)
    expect(counts.get('pushes doubled')).toBeGreaterThan(0)
  })

  it('leave nothing wrong', () => {
    expect(concluded.violations).toEqual([])
  })
})

describe('the checker', () => {
  it('finds every violation that is planted', () => {
    expect(concluded.planted.length).toBeGreaterThan(50)
    expect(concluded.planted.filter(({ outcome }) => outcome !== 'found')).toEqual([])
  })
})

describe('the clock change in the middle of a run', () => {
  it('is the next of Europe, a day ahead at least', () => {
    const at = (text: string) => Date.parse(text)
    const summer = '2027-03-28T01:00:00Z'
    expect(nextTransition(at('2026-11-26T18:00:00Z'), 'summer')).toBe(at(summer))
    expect(nextTransition(at('2026-11-26T18:00:00Z'), 'winter')).toBe(at('2027-10-31T01:00:00Z'))
    expect(nextTransition(at('2027-03-27T12:00:00Z'), 'summer')).toBe(at('2028-03-26T01:00:00Z'))
  })
})
