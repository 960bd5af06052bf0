// Google's own client of the mirror's Firestore: for jobs, tests and tools. What somebody waits for goes over REST.
import { Firestore } from '@google-cloud/firestore'

/** A client of the emulator; nothing connects before it is used. */
export function openFirestore({
  projectId,
  emulatorHost,
}: {
  readonly projectId: string
  /** The emulator's `host:port`; unset, Google's. */
  readonly emulatorHost?: string
}): Firestore {
  const options = { projectId, ignoreUndefinedProperties: true }
  if (emulatorHost === undefined) return new Firestore(options)
  return new Firestore({
    ...options,
    host: emulatorHost,
    ssl: false,
    customHeaders: { Authorization: 'Bearer owner' },
  })
}
