// An appointment in the grid: its name, below it the start; where the column is narrow the name alone. Read out it is whole.
import { t } from '../../words/words.ts'
import { fullDayIn, rangeIn, timeIn } from '../../words/when.ts'
import type { Appointment } from '../day/appointments.ts'
import { ownersWord } from '../day/OwnersPill.tsx'

export function EventCard({
  appointment,
  title,
  timeText,
  zone,
  isMoving,
}: {
  readonly appointment: Appointment
  readonly title: string
  readonly timeText: string
  readonly zone: string
  /** While it is dragged its new time is shown, however narrow it is. */
  readonly isMoving: boolean
}) {
  const { start, end, run, serviceName, status, isLate } = appointment
  const { shape, word } = ownersWord(status)
  return (
    <span className={isMoving ? 'agenda-card is-moving' : 'agenda-card'}>
      <span aria-hidden="true" className="agenda-name">
        <span className="agenda-shape">{isLate ? '◷' : shape}</span>
        {title}
      </span>
      <span aria-hidden="true" className="agenda-time numbers">
        {isMoving ? timeText : timeIn(zone, start)}
      </span>
      <span className="sr-only">
        {t('agenda.event', {
          title,
          service: serviceName,
          day: fullDayIn(zone, start),
          range: rangeIn(zone, start, end),
          status: t(word),
        })}
        {isLate &&
          ` ${t('day.appointment.expected', { range: rangeIn(zone, run.start, run.end) })}`}
      </span>
    </span>
  )
}
