// A day as a list: appointments, what is free between them, and what is blocked.
import { cutSpans, mergeSpans, subtractSpans, toSpans } from '../../../../shared/time/spans.ts'
import type { Appointment } from './appointments.ts'

export interface TimeSpan {
  readonly start: Date
  readonly end: Date
}

export type Entry =
  | { readonly kind: 'appointment'; readonly at: Date; readonly appointment: Appointment }
  | ({ readonly kind: 'gap'; readonly at: Date } & TimeSpan)
  | ({ readonly kind: 'blocked'; readonly at: Date; readonly note?: string } & TimeSpan)

/** Free time that has begun is told from the next five minutes on. */
const STEP_MILLIS = 5 * 60_000

/** A gap that is shorter is no time to speak of. */
const LEAST_GAP_MILLIS = 10 * 60_000

interface Day {
  readonly appointments: readonly Appointment[]
  /** When anything can be booked, whatever is booked already. */
  readonly windows: readonly TimeSpan[]
  readonly blocked: readonly (TimeSpan & { readonly note?: string })[]
  /** Minutes before and after an appointment of a service that it takes too. */
  readonly buffers: ReadonlyMap<string, { readonly before: number; readonly after: number }>
  readonly from: Date
  readonly to: Date
}

/** The entries of a day in their order. Of what is free, what has passed at `now` is left out. */
export function planOf(day: Day, now: Date): readonly Entry[] {
  const { appointments, blocked, from, to } = day
  const inDay = ({ start, end }: TimeSpan) => start < to && end > from
  return [
    ...appointments
      .filter(({ run, start, end }) => inDay(run) || inDay({ start, end }))
      .map((appointment) => ({ kind: 'appointment', at: appointment.start, appointment }) as const),
    ...blocked.filter(inDay).map((one) => ({ kind: 'blocked', at: one.start, ...one }) as const),
    ...gapsOf(day, now).map((one) => ({ kind: 'gap', at: one.start, ...one }) as const),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** What is free within a day from `now` on. */
export function gapsOf(
  { appointments, windows, buffers, from, to }: Day,
  now: Date,
): readonly TimeSpan[] {
  const taken = appointments.flatMap(({ serviceId, status, start, end, run }) => {
    const { before, after } = buffers.get(serviceId) ?? { before: 0, after: 0 }
    // What runs late keeps its agreed time too, until it is over.
    const isOver = status === 'completed' || status === 'no-show'
    return [run, ...(isOver ? [] : [{ start, end }])].flatMap((span) => [
      span.start.getTime() - before * 60_000,
      span.end.getTime() + after * 60_000,
    ])
  })
  const open = mergeSpans(windows.flatMap(({ start, end }) => [start.getTime(), end.getTime()]))
  const begin = Math.max(from.getTime(), Math.ceil(now.getTime() / STEP_MILLIS) * STEP_MILLIS)
  if (begin >= to.getTime()) return []
  return toSpans(cutSpans(subtractSpans(open, mergeSpans(taken)), begin, to.getTime()))
    .filter(({ start, end }) => end - start >= LEAST_GAP_MILLIS)
    .map(({ start, end }) => ({ start: new Date(start), end: new Date(end) }))
}
