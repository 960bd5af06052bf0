// Rebuilds the mirror from Postgres, calendar after calendar in the order of their ids: so that a run that was stopped goes on
// where it was. The emulator forgets everything when it ends; a Firestore that was lost is filled in the same way.
import { openFanOut } from '../../shared/runtime/jobs/mirror/open-fan-out.ts'
import { openJobMirror } from '../../shared/runtime/jobs/mirror/open-mirror.ts'
import { fanOut, type FannedOut } from '../../shared/realtime/fan-out.ts'
import type { Mirror } from '../../shared/realtime/mirror.ts'
import type { World } from '../../shared/runtime/world/world.ts'

const AT_ONCE = 4
const PAGE = 100

export interface Rebuilt {
  readonly professionals: number
  /** Calendars whose documents were written, and not only looked at. */
  readonly written: number
  /** Documents in all that were written or deleted. */
  readonly documents: number
  /** The last of those that are done: where to go on after. */
  readonly last?: string
}

export interface RebuildOptions {
  /** Goes on behind this professional. */
  readonly after?: string
  /** How many calendars are read, worked off and told of together: 100 unless told. */
  readonly page?: number
  /** Resolves when so many documents may be written. */
  readonly pace?: (documents: number) => Promise<void>
  /** Told of each page of calendars. */
  readonly progress?: (rebuilt: Rebuilt) => void
  /** Told of each calendar whose documents could not be brought up to date, and why. */
  readonly left?: (professionalId: string, why: string) => void
  /** Ends after the calendars that are being worked on. */
  readonly signal?: AbortSignal
}

/** What is wrong, if anything is. */
function whyLeft(done: FannedOut): string | undefined {
  if (typeof done === 'object') return done.unwritable
  if (done === 'behind') return 'its documents are newer than this database'
  return undefined
}

/** A mirror that waits for its turn before it writes, and counts. */
function paced(mirror: Mirror, pace: (documents: number) => Promise<void>): Mirror {
  return {
    ...mirror,
    commit: async (professionalId, ticket, next, writes) => {
      await pace(writes.length + 1)
      return mirror.commit(professionalId, ticket, next, writes)
    },
  }
}

async function pageAfter(
  { database }: World,
  after: string | undefined,
  page: number,
): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('calendars')
    .select('professional_id')
    .$if(after !== undefined, (query) => query.where('professional_id', '>', after ?? ''))
    .orderBy('professional_id')
    .limit(page)
    .execute()
  return rows.map((row) => row.professional_id)
}

/** Writes every professional's documents anew where they differ. */
export async function rebuildMirror(world: World, options: RebuildOptions = {}): Promise<Rebuilt> {
  const { pace, progress, left, signal } = options
  let documents = 0
  const count = async (some: number) => {
    documents += some
    await pace?.(some)
  }
  const parts = { ...openFanOut(world), mirror: paced(openJobMirror(world), count) }
  let rebuilt: Rebuilt = {
    professionals: 0,
    written: 0,
    documents: 0,
    ...(options.after !== undefined && { last: options.after }),
  }
  let written = 0

  const rebuildOne = async (professionalId: string) => {
    const done = await fanOut(parts, professionalId, { extraDates: 'all' })
    if (done === 'written') written++
    const why = whyLeft(done)
    if (why !== undefined) left?.(professionalId, why)
  }

  for (;;) {
    const page = await pageAfter(world, rebuilt.last, options.page ?? PAGE)
    const last = page.at(-1)
    if (last === undefined) return rebuilt
    const waiting = [...page]
    const work = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await rebuildOne(id)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    rebuilt = { professionals: rebuilt.professionals + page.length, written, documents, last }
    progress?.(rebuilt)
    if (signal?.aborted) return rebuilt
  }
}
