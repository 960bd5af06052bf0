// Waiting for the documents without the web SDK: a listener, or a read, in the very moment in which its document is made
// may never be told of it by the emulator (about 1 in 300 tries, without any code of ours).
import { setTimeout as sleep } from 'node:timers/promises'
import type { Mirror } from '../../shared/realtime/mirror.ts'

const PATIENCE_MILLIS = 20_000

/** Resolves when the documents of a professional are as at this revision; rejects after 20 s. */
export async function waitForMirror(
  mirror: Mirror,
  professionalId: string,
  revision: number,
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLIS
  while (((await mirror.readTicket(professionalId))?.revision ?? -1) < revision) {
    if (performance.now() > deadline)
      throw new Error('The documents did not follow the calendar within 20 s.')
    await sleep(50)
  }
}
