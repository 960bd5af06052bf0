// A mirror that is newer than the database: nothing is written to it any more, and somebody must look.
import type { Log } from '../../world/log.ts'

/** Raises the alarm for a professional whose documents are as at a later revision than the calendar's. */
export function alarmMirrorAhead(log: Log, professionalId: string): void {
  log({
    severity: 'ERROR',
    message:
      'the mirror is newer than the database: was it restored without its revisions moved on?',
    professionalId,
    alarm: 'mirror-ahead',
  })
}
