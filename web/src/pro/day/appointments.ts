// The bookings of an agenda as the appointments that they are in: a class is one appointment with many bookings.
import type { AgendaDocument } from '../../../../client/index.ts'

/** What the professional sees as one thing in the day. */
export interface Appointment {
  readonly appointmentId: string
  readonly serviceId: string
  readonly serviceName: string
  readonly start: Date
  readonly end: Date
  /** When it is expected to run, delays included; what has ended, until then. */
  readonly run: { readonly start: Date; readonly end: Date }
  readonly isLate: boolean
  readonly capacity: number
  readonly seatsTaken: number
  readonly status: AgendaDocument['status']
  readonly bookings: readonly AgendaDocument[]
}

type Status = AgendaDocument['status']

/** Of the bookings in one appointment the first of these says how the appointment stands. */
const ORDER: readonly Status[] = [
  'in-progress',
  'confirmed',
  'pending',
  'held',
  'completed',
  'no-show',
]

/** When a booking is expected to run. */
export function runOf(booking: AgendaDocument): Appointment['run'] {
  const { start, end, expectedStart, expectedEnd, endedAt } = booking
  const begins = expectedStart ?? start
  const lasts = end.getTime() - start.getTime()
  const planned = new Date(Math.max(end.getTime(), begins.getTime() + lasts))
  const ends = endedAt ?? expectedEnd ?? (expectedStart ? planned : end)
  return { start: begins, end: ends < begins ? begins : ends }
}

/** A booking's status at a time: what the clock has done since the document was written. */
export function statusAt(booking: AgendaDocument, now: Date): Status {
  const { status, start, holdExpiresAt } = booking
  const run = runOf(booking)
  if (status === 'held') return holdExpiresAt && holdExpiresAt <= now ? 'expired' : 'held'
  if (status === 'pending') return start <= now ? 'expired' : 'pending'
  if (status === 'confirmed' && run.start <= now)
    return run.end <= now ? 'completed' : 'in-progress'
  if (status === 'in-progress' && run.end <= now) return 'completed'
  return status
}

/** The appointments that take time, by their start; what was cancelled, declined or has expired is in none. */
export function toAppointments(
  bookings: readonly AgendaDocument[],
  now: Date,
): readonly Appointment[] {
  const byId = new Map<string, AgendaDocument[]>()
  for (const booking of bookings) {
    const status = statusAt(booking, now)
    if (!ORDER.includes(status)) continue
    const together = byId.get(booking.appointmentId) ?? []
    together.push(status === booking.status ? booking : { ...booking, status })
    byId.set(booking.appointmentId, together)
  }
  return [...byId.values()]
    .flatMap((together) => toAppointment(together) ?? [])
    .toSorted((a, b) => a.start.getTime() - b.start.getTime())
}

function toAppointment(bookings: readonly AgendaDocument[]): Appointment | undefined {
  const sorted = bookings.toSorted(
    (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || madeAt(a) - madeAt(b),
  )
  const leading = sorted[0]
  if (!leading) return undefined
  const { appointmentId, serviceId, serviceName, start, end, capacity, status } = leading
  const run = runOf(leading)
  return {
    appointmentId,
    serviceId,
    serviceName,
    start,
    end,
    run,
    isLate: isOpen(status) && (run.start > start || run.end > end),
    capacity,
    seatsTaken: bookings.reduce((sum, { seats }) => sum + seats, 0),
    status,
    bookings: sorted,
  }
}

/** Those who booked first stand first. */
const madeAt = ({ createdAt }: AgendaDocument) => createdAt.getTime()

const isOpen = (status: Status) => status !== 'completed' && status !== 'no-show'

/** Whether several people can be in it. */
export function isClass({ capacity }: Pick<Appointment, 'capacity'>): boolean {
  return capacity > 1
}
