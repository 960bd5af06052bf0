// A document that Firestore cannot hold: all others are written, and somebody must look at this one.
import type { Refused } from '../../../realtime/unwritten.ts'
import type { Log } from '../../world/log.ts'

/** Lines of one fan-out; the last says how many there were. */
const LINES = 20

/** The path without the account that the document is of. */
const withoutAccount = (path: string): string => {
  const parts = path.split('/')
  return parts[0] === 'accounts' ? `accounts/…/${parts.slice(-2).join('/')}` : path
}

/** Raises the alarm for documents that were refused, each with its path and why. */
export function alarmUnwritable(
  log: Log,
  professionalId: string,
  refused: readonly Refused[],
): void {
  for (const { write, why } of refused.slice(0, LINES))
    log({
      severity: 'ERROR',
      message: `Firestore cannot hold a document, it stays as it was: ${why}`,
      professionalId,
      document: withoutAccount(write.path),
      refusedDocuments: refused.length,
      alarm: 'unwritable',
    })
}
