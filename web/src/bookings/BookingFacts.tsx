// When, what and with whom a booking is, in both zones where they differ, and how it goes right now.
import { theirTime } from '../book/times/their-time.ts'
import { Icon, type IconName } from '../parts/Icon.tsx'
import { t, tn } from '../words/words.ts'
import { dayIn, money, rangeIn } from '../words/when.ts'
import { ProgressPill, progressSentence } from './BookingCard.tsx'
import { isUpcoming, type ShownBooking } from './shown.ts'

export function BookingFacts({
  booking,
  zone,
  now,
  place,
}: {
  readonly booking: ShownBooking
  readonly zone: string
  readonly now: number
  readonly place: string | undefined
}) {
  const { start, end, timeZone, serviceName, professionalName, seats, price, note } = booking
  const there = theirTime(zone, timeZone, start, end)
  const whole = price && { ...price, amountMinor: price.amountMinor * seats }
  const isOff = booking.status === 'cancelled' || booking.status === 'declined'
  return (
    <section className="card booking-facts">
      <div className="spread booking-top">
        <h2>{serviceName}</h2>
        <ProgressPill booking={booking} zone={zone} />
      </div>
      <p className={isOff ? 'booking-when off' : 'booking-when'}>
        {dayIn(zone, start, new Date(now))}
        <span className="numbers next-time">{rangeIn(zone, start, end)}</span>
      </p>
      {there !== undefined && <Fact icon="globe" text={there} />}
      {isUpcoming(booking, now) && (
        <p role="status" className="small fact">
          <Icon name="clock" size={18} />
          {progressSentence(booking, zone, now)}
        </p>
      )}
      {isOff && <WhyOff booking={booking} />}
      <Fact icon="person" text={professionalName} />
      {place !== undefined && <Fact icon="pin" text={place} />}
      {(seats > 1 || whole) && (
        <p className="small fact-plain">
          {[seats > 1 && tn('booking.seats', seats), whole && money(whole)]
            .filter((one) => typeof one === 'string')
            .join(' · ')}
        </p>
      )}
      {note !== undefined && (
        <p className="small booking-note">
          <span className="muted">{t('booking.note')}</span> {note}
        </p>
      )}
    </section>
  )
}

function WhyOff({
  booking: { status, cancelledBy, cancelReason, professionalName: name },
}: {
  readonly booking: ShownBooking
}) {
  const who =
    status === 'declined'
      ? t('history.declinedThey', { name })
      : cancelledBy === 'client'
        ? t('history.cancelledYou')
        : cancelledBy === 'professional'
          ? t('history.cancelledThey', { name })
          : t('history.cancelled')
  return (
    <p className="small">
      {cancelReason === undefined ? who : t('booking.because', { who, reason: cancelReason })}
    </p>
  )
}

function Fact({ icon, text }: { readonly icon: IconName; readonly text: string }) {
  return (
    <p className="small fact">
      <Icon name={icon} size={18} />
      {text}
    </p>
  )
}
