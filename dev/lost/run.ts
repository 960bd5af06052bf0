// Forgets what a restore lost, of the local stack or of a deployment, and says whom to tell.
import { openFirestore } from '../../shared/realtime/firestore-mirror.ts'
import { readConfig } from '../../shared/runtime/world/config.ts'
import { makeWorld } from '../../shared/runtime/world/make-world.ts'
import { parseInstant } from '../../shared/time/instant.ts'
import { settingsFor } from '../mirror/settings-for.ts'
import { forgetLost, type LostBooking } from './forget.ts'

interface Wanted {
  readonly since: string
  /** Unset: the local stack. */
  readonly project: string | undefined
  readonly isDry: boolean
}

const isTimestamp = (value: unknown): value is { toDate: () => Date } =>
  typeof value === 'object' && value !== null && 'toDate' in value

/** Who was to come when, and to whom; a hold's client is in its own document alone. */
function toSentence({ bookingId, document }: LostBooking): string {
  const { start, status, professionalId, serviceName, client } = document
  const at = isTimestamp(start) ? start.toDate().toISOString() : 'at no known time'
  return `  ${bookingId}: ${String(status)}, ${at}, ${JSON.stringify(serviceName)} of ${String(professionalId)}, for ${JSON.stringify(client ?? 'a hold')}`
}

export async function run({ since, project, isDry }: Wanted): Promise<void> {
  const at = parseInstant(since)
  if (at === undefined) throw new Error(`${since} is no instant.`)
  const config = readConfig(settingsFor(project))
  const { database } = makeWorld(config)
  const { projectId, firestoreEmulatorHost: emulatorHost } = config
  const firestore = openFirestore({
    projectId,
    ...(emulatorHost !== undefined && { emulatorHost }),
  })
  try {
    const { bookings, documents } = await forgetLost(
      { firestore, database },
      { since: at, isDry, tell: (lost) => console.log(toSentence(lost)) },
    )
    const done = isDry ? 'nothing was deleted (--dry-run)' : 'deleted'
    console.log(
      `${bookings} bookings are lost; of these and what else is, ${documents} documents: ${done}.`,
    )
  } finally {
    await firestore.terminate()
    await database.destroy()
  }
}
