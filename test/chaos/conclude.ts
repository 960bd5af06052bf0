// The end of a run: everything gets quiet, time passes for what waits, then all is checked, and violations are planted.
import { type Planted, type Violation, check, plantAll } from './checker/check.ts'
import type { Crowd } from './clients/crowd.ts'
import { untilQuiet } from './recovery.ts'
import type { System } from './system/system.ts'

export interface Concluded {
  /** What was left to do each time that it did not get quiet. */
  readonly left: readonly string[]
  readonly violations: readonly Violation[]
  readonly planted: readonly Planted[]
}

const QUIET_MILLIS = 60_000
const MINUTE = 60_000
/**
 * An erasure waits twice for what may be under way, and a message that failed longer and longer: time passes faster for them. The last
 * jump is behind the hour in which every calendar has begun its new day.
 */
const JUMPS_MILLIS = [4 * MINUTE, 4 * MINUTE, 75 * MINUTE]

/** Nobody acts and nothing is broken any more. */
export async function conclude(system: System, crowd: Crowd): Promise<Concluded> {
  const left: string[] = []
  const getQuiet = async () => {
    const still = await untilQuiet(system, QUIET_MILLIS)
    if (still !== undefined) left.push(still)
  }
  await getQuiet()
  for (const millis of JUMPS_MILLIS) {
    system.jump(millis)
    await getQuiet()
  }
  const { seen, violations } = await check({ system, crowd })
  await system.jobs.stop()
  return { left, violations, planted: await plantAll(system, seen) }
}
