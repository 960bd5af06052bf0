// Rebuilds the mirror from Postgres: the emulator forgets everything when it ends.
import { openFanOut } from '../functions/subscribers/fan-out-availability.ts'
import { fanOut } from '../shared/realtime/fan-out.ts'
import type { World } from '../shared/runtime/world.ts'

/** Writes every professional's documents anew where they differ; returns how many professionals there are. */
export async function rebuildMirror(world: World): Promise<number> {
  const professionals = await world.database
    .selectFrom('calendars')
    .select('professional_id')
    .execute()
  const parts = openFanOut(world)
  for (const { professional_id } of professionals)
    await fanOut(parts, professional_id, { extraDates: 'all' })
  return professionals.length
}
