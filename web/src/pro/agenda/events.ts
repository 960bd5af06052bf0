// What the agenda draws: appointments as events, and behind them the hours, time off and what other calendars have.
import { type Appointment, isClass } from '../day/appointments.ts'
import type { TimeSpan } from '../day/plan.ts'

/** An event as FullCalendar takes it. */
export interface CalendarEvent {
  readonly id: string
  readonly start: Date
  readonly end: Date
  readonly title: string
  readonly className?: string
  readonly display?: 'background' | 'inverse-background'
  readonly groupId?: string
  readonly startEditable?: boolean
  readonly interactive?: boolean
  readonly extendedProps?: { readonly appointment: Appointment }
}

/** Each appointment as one event. What is to come and one booking alone can be dragged. */
export function eventsOf(
  appointments: readonly Appointment[],
  titleOf: (appointment: Appointment) => string,
  now: Date,
): readonly CalendarEvent[] {
  return appointments.map((appointment) => {
    const { appointmentId, start, end, status, isLate } = appointment
    return {
      id: appointmentId,
      start,
      end,
      title: titleOf(appointment),
      className: `agenda-event is-${status}${isLate ? ' is-late' : ''}`,
      startEditable: isMovable(appointment, now),
      extendedProps: { appointment },
    }
  })
}

/** Whether an appointment can be dragged to another time. */
function isMovable(appointment: Appointment, now: Date): boolean {
  const { status, start } = appointment
  return (
    !isClass(appointment) &&
    appointment.bookings.length === 1 &&
    (status === 'confirmed' || status === 'pending') &&
    start > now
  )
}

/** What lies behind: everything outside the windows shaded, time off and external busy time with their names. */
export function backgroundOf(
  {
    windows,
    timeOff,
    externalBusy,
  }: {
    readonly windows: readonly TimeSpan[]
    readonly timeOff: readonly (TimeSpan & { readonly timeOffId: string; readonly note?: string })[]
    readonly externalBusy: readonly (TimeSpan & { readonly source: string })[]
  },
  { from, to }: { readonly from: Date; readonly to: Date },
  offTitle: string,
): readonly CalendarEvent[] {
  const inRange = ({ start, end }: TimeSpan) => start < to && end > from
  const open = windows.filter(inRange)
  const closed = { className: 'agenda-closed', title: '', interactive: false } as const
  return [
    ...(open.length === 0
      ? [{ ...closed, id: 'closed', start: from, end: to, display: 'background' as const }]
      : open.map(({ start, end }) => ({
          ...closed,
          id: `open ${start.toISOString()}`,
          start,
          end,
          groupId: 'open',
          display: 'inverse-background' as const,
        }))),
    ...timeOff.filter(inRange).map(({ timeOffId, start, end, note }) => ({
      id: timeOffId,
      start,
      end,
      title: note ?? offTitle,
      className: 'agenda-off',
      display: 'background' as const,
      interactive: false,
    })),
    ...externalBusy.filter(inRange).map(({ source, start, end }) => ({
      id: `${source} ${start.toISOString()}`,
      start,
      end,
      title: source,
      className: 'agenda-external',
      display: 'background' as const,
      interactive: false,
    })),
  ]
}
