// The day as a list: appointments, free time between them, what is blocked. It does not move while somebody looks at it: what
// is new waits in the heading until it is asked for, what was cancelled stays, struck, in its place.
import { useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Pill } from '../../parts/StatusPill.tsx'
import { OwnersPill } from '../day/OwnersPill.tsx'
import { t, tn } from '../../words/words.ts'
import { duration, rangeIn, timeIn, wallTimeIn } from '../../words/when.ts'
import { type Appointment, isClass } from '../day/appointments.ts'
import { type Entry, type TimeSpan, planOf } from '../day/plan.ts'
import { steady } from '../day/steady.ts'
import { titleOf } from '../day/words.ts'

type Day = Parameters<typeof planOf>[0]

const idOf = ({ appointmentId }: Appointment) => appointmentId

export function DayList({
  day,
  date,
  zone,
  now,
  open,
}: {
  readonly day: Day
  readonly date: string
  readonly zone: string
  readonly now: Date
  readonly open: (appointment: Appointment) => void
}) {
  const [before, setBefore] = useState(day.appointments)
  const { shown, waiting } = steady(before, day.appointments, idOf)
  const gone = new Set(shown.filter(({ isGone }) => isGone).map(({ item }) => idOf(item)))
  const entries = planOf({ ...day, appointments: shown.map(({ item }) => item) }, now)
  const [first] = waiting
  return (
    <section className="stack-tight" aria-label={t('today.day')}>
      <div className="spread day-head">
        <h2>{t('today.day')}</h2>
        <span role="status">
          {first && (
            <Button look="quiet" className="day-new" onClick={() => setBefore(day.appointments)}>
              {waiting.length === 1
                ? t('today.newOne', { time: timeIn(zone, first.start), title: titleOf(first) })
                : tn('today.newOnes', waiting.length)}
            </Button>
          )}
        </span>
      </div>
      <ol className="day-list">
        {entries.map((entry) => (
          <li key={`${entry.kind} ${keyOf(entry)}`}>
            {entry.kind === 'appointment' ? (
              <AppointmentRow
                appointment={entry.appointment}
                isGone={gone.has(idOf(entry.appointment))}
                zone={zone}
                now={now}
                open={open}
              />
            ) : entry.kind === 'gap' ? (
              <GapRow {...entry} date={date} zone={zone} />
            ) : (
              <div className="day-row day-blocked">
                <span className="numbers">{timeIn(zone, entry.start)}</span>
                <span>
                  {entry.note ?? t('today.blocked')}
                  <span className="muted numbers"> · {rangeIn(zone, entry.start, entry.end)}</span>
                </span>
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** A gap that shrinks as time passes stays the same row. */
const keyOf = (entry: Entry) =>
  entry.kind === 'appointment' ? idOf(entry.appointment) : entry.end.getTime()

function AppointmentRow({
  appointment,
  isGone,
  zone,
  now,
  open,
}: {
  readonly appointment: Appointment
  readonly isGone: boolean
  readonly zone: string
  readonly now: Date
  readonly open: (appointment: Appointment) => void
}) {
  const { start, run, serviceName, status, isLate } = appointment
  const isPast = run.end <= now
  return (
    <button
      type="button"
      className={['day-row', isPast && 'is-past', isGone && 'is-gone'].filter(Boolean).join(' ')}
      disabled={isGone}
      onClick={() => open(appointment)}
    >
      <span className="numbers">{timeIn(zone, start)}</span>
      <span className="day-what">
        <strong>{titleOf(appointment)}</strong>
        <span className="small muted">
          {!isClass(appointment) && `${serviceName} · `}
          {duration((appointment.end.getTime() - start.getTime()) / 60_000)}
          {isLate && (
            <span className="now-late">
              {' · '}
              {t('day.appointment.expectedAt', {
                time: timeIn(zone, run.start > start ? run.start : run.end),
              })}
            </span>
          )}
        </span>
      </span>
      {isGone ? (
        <OwnersPill status="cancelled" />
      ) : isLate ? (
        <Pill look="late" shape="◷" text={t('status.late')} />
      ) : (
        <OwnersPill status={status} />
      )}
    </button>
  )
}

function GapRow({
  start,
  end,
  date,
  zone,
}: TimeSpan & { readonly date: string; readonly zone: string }) {
  const minutes = Math.floor((end.getTime() - start.getTime()) / 60_000)
  const times = `${wallTimeIn(zone, start)}-${wallTimeIn(zone, end)}`
  return (
    <Link className="day-row day-gap" href={`/pro/agenda?date=${date}&add=${date}T${times}`}>
      <span className="numbers">{timeIn(zone, start)}</span>
      <span>
        {t('today.free', { duration: duration(minutes) })}
        <span className="muted numbers">
          {' '}
          · {t('today.freeUntil', { time: timeIn(zone, end) })}
        </span>
      </span>
      <span className="day-add">
        <Icon name="plus" size={20} />
        <span className="sr-only">{t('action.add')}</span>
      </span>
    </Link>
  )
}
