// Deletes what is kept no longer, kind by kind, in batches of a few milliseconds beside whatever else is going on.
import { type Kind, ROWS_A_BATCH } from '../../database/retention/kind.ts'
import { kindsKept } from '../../database/retention/kinds.ts'
import { findPass, nextCalendars, savePass } from '../../database/retention/passes.ts'
import { DAY, type Instant, SECOND } from '../../time/instant.ts'
import { toFault } from '../world/log.ts'
import type { World } from '../world/world.ts'

/** How many rows of each kind went. */
export type Deleted = Readonly<Record<string, number>>

type ByAge = Extract<Kind, { byAge: unknown }>
type OfCalendars = Extract<Kind, { ofCalendars: unknown }>

/** Works batch by batch, until one is not full or the time is over. @returns how many rows went, and whether all did */
async function empty(
  batch: () => Promise<number>,
  until: Instant,
  { now }: World,
): Promise<{ readonly rows: number; readonly isDone: boolean }> {
  let rows = 0
  for (;;) {
    const deleted = await batch()
    rows += deleted
    if (deleted < ROWS_A_BATCH) return { rows, isDone: true }
    if (now() >= until) return { rows, isDone: false }
  }
}

async function deleteByAge({ byAge, keptDays }: ByAge, until: Instant, world: World) {
  const before = world.now() - keptDays * DAY
  return (await empty(() => byAge(world.database, before), until, world)).rows
}

/** Walks over all calendars, as far as the time lets it. */
async function walk({ name, ofCalendars, keptDays }: OfCalendars, until: Instant, world: World) {
  const { database, now } = world
  const found = await findPass(database, name, keptDays * DAY, now())
  if (!found) return 0
  const { from, before } = found
  let { after } = found
  let deleted = 0
  for (;;) {
    const { professionalIds, isLast } = await nextCalendars(database, after)
    const batch = () => ofCalendars(database, professionalIds, { from, before })
    const { rows, isDone } = await empty(batch, until, world)
    deleted += rows
    const isWhole = isDone && isLast
    if (isDone) after = professionalIds.at(-1) ?? after
    if (!isWhole && now() < until) continue
    const pass = { from, before, ...(!isWhole && after !== undefined && { after }) }
    // Where not even the first calendars were done, the walk begins anew.
    if (isWhole || after !== undefined) await savePass(database, name, pass, now())
    return deleted
  }
}

/** One kind, as far as the time lets it; of a fault of its own the others hear nothing. @returns how many rows, or the fault */
async function deleteKind(
  kind: Kind,
  until: Instant,
  world: World,
): Promise<number | { readonly fault: unknown }> {
  try {
    return 'byAge' in kind ? await deleteByAge(kind, until, world) : await walk(kind, until, world)
  } catch (fault) {
    world.log({
      severity: 'ERROR',
      ...toFault(`delete-expired: ${kind.name} could not be deleted`, fault),
    })
    return { fault }
  }
}

/**
 * Deletes what is kept no longer, until nothing is left or the job's time is over. Safe to run twice at once.
 *
 * @throws the first fault of a kind, once all others were worked on
 */
export async function deleteExpired(world: World): Promise<{ readonly deleted: Deleted }> {
  const { config, log, now } = world
  const until = now() + config.jobSeconds * SECOND
  const deleted: Record<string, number> = {}
  const faults: unknown[] = []
  for (const kind of kindsKept(config.personalDataDays)) {
    const rows = await deleteKind(kind, until, world)
    if (typeof rows === 'number') deleted[kind.name] = rows
    else faults.push(rows.fault)
    if (now() >= until) break
  }
  log({
    severity: 'INFO',
    message: 'delete-expired: what is kept no longer is deleted',
    function: 'delete-expired',
    ...Object.fromEntries(Object.entries(deleted).map(([name, rows]) => [`deleted.${name}`, rows])),
  })
  if (faults.length > 0) throw faults[0]
  return { deleted }
}
