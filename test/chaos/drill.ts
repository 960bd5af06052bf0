// One kind of fault at a time: how long it takes, after its end, until the mirror is right again with nobody's help.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from './chance.ts'
import type { Crowd } from './clients/crowd.ts'
import { FAULTS, type Fault } from './faults/kinds.ts'
import { untilMirrorIsRight, untilMirrorShows } from './recovery.ts'
import { median, seconds } from './report.ts'
import type { WholeSystem } from './system/whole.ts'

export interface Drilled {
  readonly fault: Fault
  readonly recovered: readonly Recovered[]
}

/** What the measuring itself takes: everybody stops, and nothing was wrong. */
const NOTHING: Fault = {
  name: 'no fault',
  thing: 'callers',
  promisedMillis: 2_000,
  inflict: () => sleep(1_000),
}

const PATIENCE_MILLIS = 60_000
const BEFORE_MILLIS = 1_000
const WARM_MILLIS = 8_000

/** What became of one time, in milliseconds from its end. */
interface Recovered {
  /** Until the mirror shows what was saved by the end of the fault. */
  readonly shown: number
  /** Until everybody has their answer too, those who had to ask again among them, and the mirror shows what came of it. */
  readonly answered: number
}

/** Everybody acts before and during it, and stops when it ends: else the next command would mend what this one left. */
async function drillOnce(
  fault: Fault,
  system: WholeSystem,
  crowd: Crowd,
  chance: Chance,
): Promise<Recovered> {
  const ending = new AbortController()
  const living = crowd.live(ending.signal)
  await sleep(BEFORE_MILLIS)
  await fault.inflict(system, chance)
  ending.abort()
  const began = Date.now()
  const [shown] = await Promise.all([untilMirrorShows(system, PATIENCE_MILLIS), living])
  await untilMirrorIsRight(system, PATIENCE_MILLIS)
  return { shown, answered: Date.now() - began }
}

/** @param only the kinds whose names have this in them */
export async function runDrill(
  system: WholeSystem,
  crowd: Crowd,
  {
    chance,
    until,
    only,
  }: { readonly chance: Chance; readonly until: number; readonly only: string },
  progress: (sentence: string) => void,
): Promise<readonly Drilled[]> {
  const faults = [
    NOTHING,
    ...FAULTS.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase())),
  ]
  // What has never been called is slow the first time.
  await crowd.live(AbortSignal.timeout(WARM_MILLIS))
  const recovered = new Map(faults.map((fault) => [fault, [] as Recovered[]]))
  for (let round = 1; round === 1 || Date.now() < until; round++)
    for (const fault of faults) {
      if (round > 1 && Date.now() > until) break
      const one = await drillOnce(fault, system, crowd, chance)
      recovered.get(fault)?.push(one)
      progress(
        `Round ${round}, ${fault.name}: right again after ${seconds(one.shown)}, all answered after ${seconds(one.answered)}.`,
      )
    }
  return [...recovered].map(([fault, times]) => ({ fault, recovered: times }))
}

/** Kinds that took longer than they may. */
export const tooSlow = (drilled: readonly Drilled[]): readonly Drilled[] =>
  drilled.filter(
    ({ fault, recovered }) => median(recovered.map(({ shown }) => shown)) > fault.promisedMillis,
  )
