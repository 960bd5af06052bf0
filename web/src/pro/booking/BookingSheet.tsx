// One booking for its professional: who, the note, how it is going, moving it, cancelling it, what happened to it.
import { useState } from 'react'
import type { AgendaDocument, ScheduleDocument } from '../../../../client/index.ts'
import { Button } from '../../parts/Button.tsx'
import { Sheet } from '../../parts/Sheet.tsx'
import { Pill } from '../../parts/StatusPill.tsx'
import { OwnersPill } from '../day/OwnersPill.tsx'
import { t } from '../../words/words.ts'
import { dayIn, money, rangeIn, timeIn } from '../../words/when.ts'
import { AppointmentSteps } from './AppointmentSteps.tsx'
import { type Appointment, isClass, toAppointments } from '../day/appointments.ts'
import { BookingClient } from './BookingClient.tsx'
import type { Steps } from '../day/calendar.ts'
import { CancelForm } from './CancelForm.tsx'
import { Decide } from './Decide.tsx'
import { History } from './History.tsx'
import { MoveForm } from './MoveForm.tsx'
import { NoShow } from './NoShow.tsx'
import { StepFailure } from '../day/StepFailure.tsx'
import { titleOf, whenIn } from '../day/words.ts'

export interface BookingSheetProps {
  readonly bookingId: string
  readonly bookings: readonly AgendaDocument[]
  readonly schedule: ScheduleDocument
  readonly steps: Steps
  readonly now: Date
  /** Shows another booking of the same appointment. */
  readonly show: (bookingId: string) => void
  readonly onClose: () => void
}

export function BookingSheet(props: BookingSheetProps) {
  const { bookingId, steps, now, onClose } = props
  const bookings = steps.apply(props.bookings)
  const booking = bookings.find((one) => one.bookingId === bookingId)
  const appointment = toAppointments(bookings, now).find(
    ({ appointmentId }) => appointmentId === booking?.appointmentId,
  )
  const present = appointment?.bookings.find((one) => one.bookingId === bookingId) ?? booking
  return (
    <Sheet isOpen title={present?.serviceName ?? t('title.booking')} onClose={onClose}>
      {present ? (
        <BookingPanel key={bookingId} {...props} booking={present} appointment={appointment} />
      ) : (
        <p>{t('day.booking.gone')}</p>
      )}
    </Sheet>
  )
}

function BookingPanel({
  booking,
  appointment,
  schedule,
  steps,
  now,
  show,
  onClose,
}: BookingSheetProps & {
  readonly booking: AgendaDocument
  readonly appointment: Appointment | undefined
}) {
  const [part, setPart] = useState<'move' | 'cancel'>()
  const [done, setDone] = useState<string>()
  const zone = schedule.professional.timeZone
  const { start, end, status, price, cancelReason } = booking
  const isOpen = (status === 'pending' || status === 'confirmed') && start > now
  return (
    <div className="stack">
      <div className="stack-tight">
        <p>
          <strong>{dayIn(zone, start, now)}</strong>, {rangeIn(zone, start, end)}
          {price && <span className="muted"> · {money(price)}</span>}
        </p>
        <p className="row">
          <OwnersPill status={status} />
          {appointment?.isLate && (
            <Pill
              look="late"
              shape="◷"
              text={t('day.appointment.expected', {
                range: rangeIn(zone, appointment.run.start, appointment.run.end),
              })}
            />
          )}
          {status === 'held' && booking.holdExpiresAt && (
            <span className="small muted">
              {t('day.booking.heldUntil', { time: timeIn(zone, booking.holdExpiresAt) })}
            </span>
          )}
        </p>
        {cancelReason !== undefined && <p className="small muted">“{cancelReason}”</p>}
      </div>
      {appointment && isClass(appointment) && (
        <ClassMembers appointment={appointment} bookingId={booking.bookingId} show={show} />
      )}
      <BookingClient booking={booking} />
      <StepFailure steps={steps} />
      {done !== undefined && (
        <p className="notice good" role="status">
          <span>{done}</span>
        </p>
      )}
      {status === 'pending' && <Decide booking={booking} steps={steps} />}
      {appointment && (
        <AppointmentSteps appointment={appointment} steps={steps} zone={zone} now={now} />
      )}
      <div className="row">
        <NoShow booking={booking} steps={steps} now={now} />
        {isOpen && part === undefined && (
          <>
            <Button look="secondary" onClick={() => setPart('move')}>
              {t('day.move.move')}
            </Button>
            <Button look="danger" onClick={() => setPart('cancel')}>
              {t('day.cancel.open')}
            </Button>
          </>
        )}
      </div>
      {isOpen && part === 'move' && (
        <MoveForm
          booking={booking}
          zone={zone}
          now={now}
          onMoved={(to) => {
            setPart(undefined)
            setDone(t('day.move.done', { when: whenIn(zone, to, now) }))
          }}
        />
      )}
      {isOpen && part === 'cancel' && (
        <CancelForm booking={booking} onCancelled={onClose} keep={() => setPart(undefined)} />
      )}
      <details>
        <summary>{t('day.history.title')}</summary>
        <History bookingId={booking.bookingId} version={booking.version} zone={zone} now={now} />
      </details>
    </div>
  )
}

/** Who else is in the class; a tap shows their booking. */
function ClassMembers({
  appointment,
  bookingId,
  show,
}: {
  readonly appointment: Appointment
  readonly bookingId: string
  readonly show: (bookingId: string) => void
}) {
  return (
    <section aria-label={titleOf(appointment)}>
      <p className="small muted">{titleOf(appointment)}</p>
      <ul className="class-members">
        {appointment.bookings.map((one) => (
          <li key={one.bookingId}>
            <button
              type="button"
              className="day-row"
              aria-current={one.bookingId === bookingId || undefined}
              onClick={() => show(one.bookingId)}
            >
              <span className="day-what">
                {one.client?.name ?? t('day.booking.client')}
                {one.seats > 1 && (
                  <span className="small muted">
                    {t('day.booking.seats', { seats: one.seats })}
                  </span>
                )}
              </span>
              <OwnersPill status={one.status} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
