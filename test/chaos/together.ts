// All kinds of fault together, drawn by the seed, two at a time, while everybody acts; then what became of it is checked.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from './chance.ts'
import { type Crowd } from './clients/crowd.ts'
import { FAULTS, type Thing } from './faults/kinds.ts'
import type { WholeSystem } from './system/whole.ts'

export interface Inflicted {
  /** How often each kind was inflicted. */
  readonly counts: ReadonlyMap<string, number>
}

const AT_ONCE = 2
const PAUSE_MILLIS = 1_500
const TOLD_MILLIS = 15_000

/** Faults for so long; of those on the same thing one at a time. */
async function inflict(
  system: WholeSystem,
  chance: Chance,
  signal: AbortSignal,
  counts: Map<string, number>,
): Promise<void> {
  const busy = new Set<Thing>()
  const again = async () => {
    while (!signal.aborted) {
      const fault = chance.find(FAULTS.filter(({ thing }) => !busy.has(thing)))
      if (fault) {
        busy.add(fault.thing)
        counts.set(fault.name, (counts.get(fault.name) ?? 0) + 1)
        await fault.inflict(system, chance)
        busy.delete(fault.thing)
      }
      await sleep(chance.whole(0, 2 * PAUSE_MILLIS), undefined, { signal }).catch(() => {})
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, again))
}

/** Lets everybody act under faults for `millis`; two clients leave meanwhile. */
export async function runTogether(
  system: WholeSystem,
  crowd: Crowd,
  { chance, millis }: { readonly chance: Chance; readonly millis: number },
  progress: (sentence: string) => void,
): Promise<Inflicted> {
  const counts = new Map<string, number>()
  const signal = AbortSignal.timeout(millis)
  const leave = async (part: number) => {
    await sleep(millis * part)
    await crowd.leave()
  }
  const began = Date.now()
  const telling = setInterval(() => {
    const faults = [...counts.values()].reduce((sum, count) => sum + count, 0)
    progress(
      `${Math.round((Date.now() - began) / 1000)} s: ${faults} faults, ${crowd.client.commands.length} commands, ${system.front.answered()} answers.`,
    )
  }, TOLD_MILLIS)
  try {
    await Promise.all([
      crowd.live(signal),
      inflict(system, chance, signal, counts),
      leave(1 / 3),
      leave(2 / 3),
    ])
  } finally {
    clearInterval(telling)
  }
  return { counts }
}
