// What can be reported of an appointment now, and how late "ten minutes late" is.
import type { Appointment } from './appointments.ts'

/** The steps of the buttons "running late". */
export const LATE_STEPS = [5, 10, 15] as const

const MINUTE = 60_000

/** What is reported of an appointment that runs late. */
export interface Lateness {
  readonly expectedStart?: Date
  readonly expectedEnd?: Date
}

type Timed = Pick<Appointment, 'status' | 'start' | 'end' | 'run'>

/** The one step that comes next; undefined where nothing is to be reported. */
export function primaryStep({
  status,
}: Pick<Appointment, 'status'>): 'started' | 'finished' | undefined {
  if (status === 'confirmed') return 'started'
  if (status === 'in-progress') return 'finished'
  return undefined
}

/** What to report so that an appointment is expected some minutes later than it is now. */
export function later({ status, run }: Timed, minutes: number, now: Date): Lateness {
  const isBegun = status === 'in-progress'
  const expected = isBegun ? run.end : run.start
  const from = Math.max(expected.getTime(), now.getTime())
  const whole = new Date(Math.ceil(from / MINUTE) * MINUTE + minutes * MINUTE)
  return isBegun ? { expectedEnd: whole } : { expectedStart: whole }
}

/** What to report so that an appointment is on time again; undefined where it is, or it is too late for that. */
export function onTime({ status, start, end, run }: Timed, now: Date): Lateness | undefined {
  if (status === 'in-progress') return run.end > end && end > now ? { expectedEnd: end } : undefined
  if (status === 'confirmed')
    return run.start > start && start > now ? { expectedStart: start } : undefined
  return undefined
}

/** What runs now, and what comes next. */
export function nowAndNext(
  appointments: readonly Appointment[],
  now: Date,
): { readonly now: Appointment | undefined; readonly next: Appointment | undefined } {
  const running = appointments.find(({ status }) => status === 'in-progress')
  const next = appointments.find(
    (one) => one !== running && one.status === 'confirmed' && one.run.end > now,
  )
  return { now: running, next }
}

/** When those behind are expected now: each time once, in order. */
export function toldTimes(delayed: readonly { readonly expectedStart: string }[]): readonly Date[] {
  return [...new Set(delayed.map(({ expectedStart }) => Date.parse(expectedStart)))]
    .toSorted((a, b) => a - b)
    .map((at) => new Date(at))
}
