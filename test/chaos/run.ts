// One run: starts the system, lets everybody act under faults, waits until it is quiet, checks, and says what was done and survived.
import { openChance } from './chance.ts'
import { type Crowd, gather } from './clients/crowd.ts'
import { type Concluded, conclude } from './conclude.ts'
import { FAULTS } from './faults/kinds.ts'
import { runDrill, tooSlow } from './drill.ts'
import { untilMirrorIsRight } from './recovery.ts'
import { median, seconds, toCommands, toPlanted, toTable, toViolations } from './report.ts'
import { type WholeSystem, startWhole } from './system/whole.ts'
import { runTogether } from './together.ts'
import { nextTransition } from './transition.ts'

export interface RunOptions {
  readonly minutes: number
  readonly seed: number
  /** One kind at a time: those whose names have this in them, all where it is empty; unset, together. */
  readonly drill?: string
  /** Where logs are kept; unset, they are thrown away. */
  readonly logs?: string
}

type Say = (line: string) => void

const MINUTE = 60_000
/** What starting takes, about, and what getting quiet and checking may. */
const START_MILLIS = 30_000
const END_MILLIS = 35_000
const SHORTEST_MILLIS = 20_000
const RECOVERY_MILLIS = 60_000

const SIZE = { clients: 9, practices: 5, pauseMillis: 700 }

/** @returns whether nothing was wrong */
export async function runChaos(options: RunOptions, say: Say): Promise<boolean> {
  const began = Date.now()
  const until = began + options.minutes * MINUTE
  const chance = openChance(options.seed)
  const transition = nextTransition(began, options.seed % 2 === 1 ? 'summer' : 'winter')
  const middle = (began + START_MILLIS + Math.max(until - END_MILLIS, began + START_MILLIS)) / 2
  say(
    `Seed ${options.seed}; in the middle of the run it is ${new Date(transition).toISOString()} for the functions.`,
  )
  const system = await startWhole(
    { chance: chance.fork(), aheadMillis: transition - Math.round(middle), logs: options.logs },
    say,
  )
  try {
    const crowd = await gather(system, options.seed, chance.fork(), SIZE)
    say(
      `${SIZE.practices} practices are open, ${SIZE.clients} clients are there; started after ${seconds(Date.now() - began)}.`,
    )
    let isFine = true
    if (options.drill === undefined) {
      const millis = Math.max(until - END_MILLIS - Date.now(), SHORTEST_MILLIS)
      const { counts } = await runTogether(system, crowd, { chance: chance.fork(), millis }, say)
      const recovered = await untilMirrorIsRight(system, RECOVERY_MILLIS)
      say(`The faults are over; the mirror is right ${seconds(recovered)} after them.`)
      isFine = recovered < RECOVERY_MILLIS
      const rows = FAULTS.map(({ name }) => [name, counts.get(name) ?? 0] as const)
      say(toTable(['Fault', 'Times'], rows))
    } else {
      const only = options.drill
      const drilled = await runDrill(
        system,
        crowd,
        { chance: chance.fork(), until: until - END_MILLIS, only },
        say,
      )
      await crowd.leave()
      say(
        toTable(
          ['Fault', 'Times', 'Median', 'At most', 'Longest', 'All answered'],
          drilled.map(({ fault, recovered }) => {
            const shown = recovered.map((one) => one.shown)
            return [
              fault.name,
              recovered.length,
              seconds(median(shown)),
              seconds(fault.promisedMillis),
              seconds(Math.max(...shown)),
              seconds(median(recovered.map((one) => one.answered))),
            ]
          }),
        ),
      )
      for (const { fault } of tooSlow(drilled)) say(`Too slow: ${fault.name}.`)
      isFine = tooSlow(drilled).length === 0
    }
    return sayConclusion(system, crowd, await conclude(system, crowd), say) && isFine
  } finally {
    await system.stop()
    say(`Ended after ${seconds(Date.now() - began)}.`)
  }
}

/** Says what a run came to. @returns whether nothing was wrong */
function sayConclusion(system: WholeSystem, crowd: Crowd, concluded: Concluded, say: Say): boolean {
  const { left, violations, planted } = concluded
  for (const one of left) say(`It did not get quiet: ${one}.`)
  const counts = [...system.tally.counts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  say(toTable(['What happened to requests and connections', 'Times'], counts))
  say(`${toCommands(crowd.client.commands)} ${system.front.answered()} answers in all.`)
  say(toPlanted(planted))
  say(toViolations(violations))
  return violations.length === 0 && planted.every(({ outcome }) => outcome === 'found')
}
