// One booking in a list, and the next one large: what it is, when, and how it goes right now.
import { Link } from 'wouter'
import { useViewerZone } from '../app/session.ts'
import { theirTime } from '../book/times/their-time.ts'
import { BookingPill, Pill } from '../parts/StatusPill.tsx'
import { t } from '../words/words.ts'
import { dayIn, rangeIn, relative, soonIn, span, timeIn } from '../words/when.ts'
import { progressOf, type ShownBooking } from './shown.ts'

/** What a booking is doing: its status, or that it runs late, or is going on. */
export function ProgressPill({
  booking,
  zone,
}: {
  readonly booking: ShownBooking
  readonly zone: string
}) {
  const progress = progressOf(booking)
  if (progress.kind === 'as-is') return <BookingPill status={booking.status} />
  if (progress.kind === 'in-session') return <BookingPill status="in-progress" />
  return (
    <Pill
      look="late"
      shape="◷"
      text={t('live.lateShort', { time: timeIn(zone, progress.expected) })}
    />
  )
}

/** In a sentence, for the card of the next one. */
export function progressSentence(booking: ShownBooking, zone: string, now: number): string {
  const progress = progressOf(booking)
  const name = booking.professionalName
  if (progress.kind === 'in-session')
    return t('live.inSession', { time: timeIn(zone, progress.until) })
  if (progress.kind === 'late')
    return t('live.late', {
      name,
      span: span(progress.minutes),
      time: timeIn(zone, progress.expected),
    })
  if (booking.status === 'pending') return t('live.pending', { name })
  return t('live.starts', { when: relative(booking.start, new Date(now)) })
}

export function NextCard({
  booking,
  now,
}: {
  readonly booking: ShownBooking
  readonly now: number
}) {
  const zone = useViewerZone()
  const { bookingId, start, end, serviceName, professionalName } = booking
  return (
    <Link href={`/bookings/${bookingId}`} className="card next-card">
      <span className="spread">
        <span className="small muted">{t('bookings.next')}</span>
        <ProgressPill booking={booking} zone={zone} />
      </span>
      <strong className="next-when">
        <span>{dayIn(zone, start, new Date(now))}</span>
        <span className="numbers next-time">{rangeIn(zone, start, end)}</span>
      </strong>
      <span>{t('calendar.title', { service: serviceName, name: professionalName })}</span>
      <TheirTime booking={booking} zone={zone} />
      <span className="small" role="status">
        {progressSentence(booking, zone, now)}
      </span>
    </Link>
  )
}

function TheirTime({ booking, zone }: { readonly booking: ShownBooking; readonly zone: string }) {
  const there = theirTime(zone, booking.timeZone, booking.start, booking.end)
  return there === undefined ? null : <span className="small muted">{there}</span>
}

export function BookingRow({
  booking,
  now,
}: {
  readonly booking: ShownBooking
  readonly now: number
}) {
  const zone = useViewerZone()
  const { bookingId, professionalId, serviceId, start, status, serviceName, professionalName } =
    booking
  const at = start.toISOString()
  const href =
    status === 'held'
      ? `/p/${professionalId}?service=${serviceId}&start=${at}`
      : `/bookings/${bookingId}`
  return (
    <Link href={href} className="card booking-row">
      <span className="booking-row-what">
        <strong className="numbers">{soonIn(zone, start, new Date(now))}</strong>
        <span className="small muted">
          {serviceName} · {professionalName}
        </span>
      </span>
      <ProgressPill booking={booking} zone={zone} />
    </Link>
  )
}
