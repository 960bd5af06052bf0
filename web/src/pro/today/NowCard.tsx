// What runs now, or else what comes next: who, when, the note, and what is to be done about it.
import { Pill } from '../../parts/StatusPill.tsx'
import { OwnersPill } from '../day/OwnersPill.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { t } from '../../words/words.ts'
import { rangeIn, relative, timeIn } from '../../words/when.ts'
import { AppointmentSteps } from '../booking/AppointmentSteps.tsx'
import { type Appointment, isClass } from '../day/appointments.ts'
import type { Steps } from '../day/calendar.ts'
import { NoShow } from '../booking/NoShow.tsx'
import { titleOf } from '../day/words.ts'
import type { AgendaDocument } from '../../../../client/index.ts'

interface Props {
  readonly appointment: Appointment
  readonly isNow: boolean
  readonly steps: Steps
  readonly zone: string
  readonly now: Date
  readonly open: (appointment: Appointment) => void
}

export function NowCard({ appointment, isNow, steps, zone, now, open }: Props) {
  const { start, end, run, serviceName, status, isLate } = appointment
  const isMany = isClass(appointment)
  const [only] = appointment.bookings
  const people = isMany ? appointment.bookings : appointment.bookings.filter(hasWord)
  const label = t(isNow ? 'today.now' : 'today.next')
  return (
    <section className="card stack-tight now-card" aria-label={label}>
      <div className="spread">
        <h2 className="now-label">
          {label}
          {!isNow && <span className="muted"> · {relative(run.start, now)}</span>}
        </h2>
        {isLate ? (
          <Pill look="late" shape="◷" text={t('status.late')} />
        ) : (
          <OwnersPill status={status} />
        )}
      </div>
      <button type="button" className="now-who" onClick={() => open(appointment)}>
        <strong>{titleOf(appointment)}</strong>
        <span className="numbers">
          {rangeIn(zone, start, end)}
          {!isMany && <span className="muted"> · {serviceName}</span>}
        </span>
        {isNow && run.start.getTime() !== start.getTime() && (
          <span className="numbers">{t('today.since', { time: timeIn(zone, run.start) })}</span>
        )}
        {isLate && (
          <span className="numbers now-late">
            {t('day.appointment.expected', { range: rangeIn(zone, run.start, run.end) })}
          </span>
        )}
      </button>
      <ul className="now-people">
        {people.map((booking) => (
          <Person
            key={booking.bookingId}
            booking={booking}
            isClass={isMany}
            steps={steps}
            now={now}
          />
        ))}
      </ul>
      <AppointmentSteps appointment={appointment} steps={steps} zone={zone} now={now}>
        {!isMany && only && <NoShow booking={only} steps={steps} now={now} />}
      </AppointmentSteps>
    </section>
  )
}

/** Whether there is more to say than a name. */
const hasWord = ({ note, client }: AgendaDocument) =>
  note !== undefined || client?.phone !== undefined

/** One client of it: the note they left, how to reach them, and whether they came. */
function Person({
  booking,
  isClass: isMany,
  steps,
  now,
}: {
  readonly booking: AgendaDocument
  readonly isClass: boolean
  readonly steps: Steps
  readonly now: Date
}) {
  const { client, note, seats, status } = booking
  return (
    <li className="now-person">
      <span className={isMany ? 'now-about' : 'now-about is-whole'}>
        {isMany && (
          <span className={status === 'no-show' ? 'now-missing' : undefined}>
            {client?.name ?? t('day.booking.client')}
            {seats > 1 && <span className="muted"> · {t('day.booking.seats', { seats })}</span>}
          </span>
        )}
        {note !== undefined && <span className="small muted">“{note}”</span>}
      </span>
      {client?.phone !== undefined && (
        <a
          className={isMany ? 'icon-button' : 'now-call numbers'}
          href={`tel:${client.phone}`}
          {...(isMany && { 'aria-label': t('day.booking.call', { name: client.name }) })}
        >
          <Icon name="phone" size={20} />
          {!isMany && client.phone}
        </a>
      )}
      {isMany && <NoShow booking={booking} steps={steps} now={now} />}
    </li>
  )
}
