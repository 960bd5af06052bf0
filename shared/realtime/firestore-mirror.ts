// Google's own client of the mirror's Firestore, for what runs beside the functions: tests and tools. No function imports it.
import { Firestore } from '@google-cloud/firestore'

/** A client of the emulator; nothing connects before it is used. */
export function openFirestore({
  projectId,
  emulatorHost,
}: {
  readonly projectId: string
  /** The emulator's `host:port`. */
  readonly emulatorHost: string
}): Firestore {
  return new Firestore({
    projectId,
    ignoreUndefinedProperties: true,
    host: emulatorHost,
    ssl: false,
    customHeaders: { Authorization: 'Bearer owner' },
  })
}
