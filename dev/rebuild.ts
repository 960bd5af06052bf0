// Rebuilds the mirror from Postgres: the emulator forgets everything when it ends.
import { openFanOut } from '../shared/runtime/jobs/open-fan-out.ts'
import { openJobMirror } from '../shared/runtime/jobs/open-mirror.ts'
import { fanOut } from '../shared/realtime/fan-out.ts'
import type { World } from '../shared/runtime/world/world.ts'

const AT_ONCE = 4

/** Writes every professional's documents anew where they differ; returns how many professionals there are. */
export async function rebuildMirror(world: World): Promise<number> {
  const calendars = await world.database.selectFrom('calendars').select('professional_id').execute()
  const parts = { ...openFanOut(world), mirror: openJobMirror(world) }
  const waiting = calendars.map(({ professional_id }) => professional_id)
  const work = async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
      await fanOut(parts, id, { extraDates: 'all' })
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return calendars.length
}
