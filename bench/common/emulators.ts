// The emulators of Firestore and Pub/Sub, for benchmarks of what writes documents.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFirestore } from '../../dev/parts/firestore.ts'
import { freePort } from '../../dev/parts/ports.ts'
import { startPubsub } from '../../dev/parts/pubsub.ts'
import { Closing, type Setting } from './benchmark.ts'

export interface Emulators {
  readonly firestoreHost: string
  readonly pubsubHost: string
  /** What leads a function to them. */
  readonly environment: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

const toEmulators = (
  hosts: Pick<Emulators, 'firestoreHost' | 'pubsubHost'>,
  close: Emulators['close'],
): Emulators => ({
  ...hosts,
  environment: {
    FIRESTORE_EMULATOR_HOST: hosts.firestoreHost,
    PUBSUB_EMULATOR_HOST: hosts.pubsubHost,
  },
  close,
})

/** Starts them, unless they run already. */
export async function openEmulators({ parts, say }: Setting): Promise<Emulators> {
  // Google's clients in this process would look for a machine of Google's first.
  process.env['METADATA_SERVER_DETECTION'] = 'none'
  if (parts) return toEmulators(parts, () => Promise.resolve())
  say('the emulators of Firestore and Pub/Sub start')
  const closing = new Closing()
  try {
    const folder = mkdtempSync(join(tmpdir(), 'availability-bench-'))
    closing.add(() => rmSync(folder, { recursive: true, force: true }))
    const firestore = await startFirestore({
      port: await freePort(),
      log: join(folder, 'firestore.log'),
    })
    closing.add(() => firestore.stop())
    const pubsub = await startPubsub({ port: await freePort(), log: join(folder, 'pubsub.log') })
    closing.add(() => pubsub.stop())
    const hosts = { firestoreHost: firestore.host, pubsubHost: pubsub.host }
    return toEmulators(hosts, () => closing.close())
  } catch (error) {
    await closing.close()
    throw error
  }
}
