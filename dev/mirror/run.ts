// Rebuilds the mirror of the local stack or of a deployment, telling how far it is.
import { sql } from 'kysely'
import { readConfig } from '../../shared/runtime/world/config.ts'
import { makeWorld, type World } from '../../shared/runtime/world/world.ts'
import { findRunningStack } from '../stack-file.ts'
import { makeRampUp } from './ramp-up.ts'
import { rebuildMirror, type Rebuilt } from './rebuild.ts'

export interface Wanted {
  /** Unset: the local stack. */
  readonly project: string | undefined
  readonly after: string | undefined
  readonly writesPerSecond: number
  readonly isDry: boolean
}

function settingsFor(project: string | undefined): Record<string, string> {
  if (project !== undefined) {
    const database = process.env['DATABASE_URL']
    if (database === undefined)
      throw new Error(
        'Set DATABASE_URL to the Postgres of the deployment: docs/runbook.md says how to reach it.',
      )
    return { GOOGLE_CLOUD_PROJECT: project, DATABASE_URL: database }
  }
  const stack = findRunningStack()
  if (!stack)
    throw new Error(
      'The local stack does not run: start it with `npm run dev`, or say --project and DATABASE_URL of the deployment that is meant.',
    )
  process.env['METADATA_SERVER_DETECTION'] = 'none' // else Google's client first looks for one
  return {
    GOOGLE_CLOUD_PROJECT: stack.projectId,
    DATABASE_URL: stack.database,
    FIRESTORE_EMULATOR_HOST: stack.firestoreHost,
  }
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
