// Rebuilds the mirror of the local stack or of a deployment, telling how far it is.
import { sql } from 'kysely'
import { readConfig } from '../../shared/runtime/world/config.ts'
import { makeWorld } from '../../shared/runtime/world/make-world.ts'
import type { World } from '../../shared/runtime/world/world.ts'
import { settingsFor } from './settings-for.ts'
import { makeRampUp } from './ramp-up.ts'
import { rebuildMirror, type Rebuilt } from './rebuild.ts'

export interface Wanted {
  /** Unset: the local stack. */
  readonly project: string | undefined
  readonly after: string | undefined
  readonly writesPerSecond: number
  readonly isDry: boolean
}

async function countAfter({ database }: World, after: string | undefined): Promise<number> {
  const { n } = await database
    .selectFrom('calendars')
    .select(sql<number>`count(*)::int`.as('n'))
    .$if(after !== undefined, (query) => query.where('professional_id', '>', after ?? ''))
    .executeTakeFirstOrThrow()
  return n
}

const toSentence = ({ professionals, written, documents }: Rebuilt, all: number) =>
  `${professionals} of ${all} calendars; ${written} differed, ${documents} documents written`

/** Does it, and says a line for each hundred calendars. */
export async function run({ project, after, writesPerSecond, isDry }: Wanted): Promise<void> {
  const world = makeWorld(readConfig(settingsFor(project)))
  const stopping = new AbortController()
  const stop = () => {
    stopping.abort()
    console.log('Stopping after the calendars that are being worked on …')
  }
  process.once('SIGINT', stop)
  let left = 0
  let last = after
  const goOn = () => (last === undefined ? 'Begin again.' : `Go on with: --after=${last}`)
  try {
    const all = await countAfter(world, after)
    if (isDry) return console.log(`${all} calendars; nothing was done (--dry-run).`)
    const rebuilt = await rebuildMirror(world, {
      pace: makeRampUp(world, writesPerSecond),
      signal: stopping.signal,
      ...(after !== undefined && { after }),
      progress: (far) => {
        last = far.last
        console.log(`  ${toSentence(far, all)}`)
      },
      left: (professionalId, why) => {
        left++
        console.error(`  ${professionalId}: left as it was: ${why}`)
      },
    })
    if (stopping.signal.aborted && rebuilt.professionals < all)
      return console.log(`Stopped. ${goOn()}`)
    console.log(`The mirror is rebuilt: ${toSentence(rebuilt, all)}.`)
    if (left > 0) throw new Error(`${left} calendars were left as they were.`)
  } catch (error) {
    if (left === 0) console.error(goOn())
    throw error
  } finally {
    process.off('SIGINT', stop)
    await world.database.destroy()
  }
}
