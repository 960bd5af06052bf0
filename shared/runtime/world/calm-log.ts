// A log that stays readable in an outage: a fault is told once with its stack, and then once a minute with how often it came again.
import { MINUTE } from '../../time/instant.ts'
import type { Entry, Log } from './log.ts'

/** Causes that are counted at once; one more is told each time, as is. */
const CAUSES_KEPT = 200

/** What tells of a fault and no more. An entry with any other field is somebody's figure or alarm, and always written. */
const TELLING: ReadonlySet<string> = new Set([
  'severity',
  'message',
  'stack_trace',
  'function',
  'requestId',
  'professionalId',
  'revision',
])

const isFault = (entry: Entry): boolean =>
  entry.stack_trace !== undefined && Object.keys(entry).every((field) => TELLING.has(field))

/** Ids and numbers differ from time to time; the cause is the same. */
function causeOf({ severity, function: name = '', message }: Entry): string {
  const cause = message.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+/g, '#')
  return `${severity} ${name} ${cause}`
}

interface Counted {
  readonly last: Entry
  readonly times: number
}

/** The same log, in which each cause of a fault has one line a minute; `times` says how many faults that line stands for. */
export function calmly(log: Log, minute: number = MINUTE): Log {
  const causes = new Map<string, Counted>()

  function wait(cause: string): void {
    setTimeout(() => {
      const counted = causes.get(cause)
      causes.delete(cause)
      if (!counted || counted.times === 0) return
      const { last, times } = counted
      const { stack_trace: _, ...rest } = last
      log({ ...rest, times })
      // It goes on: the next line is a minute away again.
      causes.set(cause, { last, times: 0 })
      wait(cause)
    }, minute).unref()
  }

  return (entry) => {
    if (!isFault(entry)) return log(entry)
    const cause = causeOf(entry)
    const counted = causes.get(cause)
    if (counted) {
      causes.set(cause, { last: entry, times: counted.times + 1 })
      return
    }
    log(entry)
    if (causes.size >= CAUSES_KEPT) return
    causes.set(cause, { last: entry, times: 0 })
    wait(cause)
  }
}
