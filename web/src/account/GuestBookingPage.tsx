// A guest's one booking, behind the link in their mail: what it is, and cancelling it until the deadline.
import { useState } from 'react'
import type { Booking } from '../../../client/index.ts'
import { serverNow } from '../app/backend.ts'
import { begin } from '../app/begin.ts'
import { useAsked, useSending } from '../app/live.ts'
import type { PageProps } from '../app/route.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { Message, PageState, SendFailure } from '../parts/PageState.tsx'
import { BookingPill } from '../parts/StatusPill.tsx'
import { cityOf } from '../words/cities.ts'
import { dayIn, deviceZone, differs, money, rangeIn, timeIn } from '../words/when.ts'
import { t, tn } from '../words/words.ts'

export function Page({ params: { token = '' } }: PageProps) {
  const [cancelled, setCancelled] = useState<Booking>()
  const seen = useAsked(`guest ${token}`, (client, signal) =>
    client.call.guestBooking({ token }, { signal }),
  )
  if (seen.state === 'denied')
    return (
      <Message icon="mail" title={t('guest.gone')}>
        {t('guest.goneWhy')}
      </Message>
    )
  return (
    <PageState of={seen}>
      {({ booking }) => (
        <GuestBooking booking={cancelled ?? booking} token={token} tell={setCancelled} />
      )}
    </PageState>
  )
}

function GuestBooking({
  booking,
  token,
  tell,
}: {
  readonly booking: Booking
  readonly token: string
  readonly tell: (booking: Booking) => void
}) {
  const zone = deviceZone()
  const { professionalName: professional, serviceName: service, status } = booking
  const start = new Date(booking.start)
  const now = new Date(serverNow())
  const when = (at: Date, in_: string) =>
    `${dayIn(in_, at, now)}, ${rangeIn(in_, at, new Date(booking.end))}`
  return (
    <article className="card stack">
      <div className="stack-tight">
        <div>
          <BookingPill status={status} />
        </div>
        <h2>{when(start, zone)}</h2>
        {differs(zone, booking.timeZone, start) && (
          <p className="muted">
            {t('guest.there', {
              when: when(start, booking.timeZone),
              city: cityOf(booking.timeZone),
              professional,
            })}
          </p>
        )}
        <p>{t('guest.with', { service, professional })}</p>
        {booking.seats > 1 && <p>{tn('guest.seats', booking.seats)}</p>}
        {booking.price && <p>{money(booking.price)}</p>}
        {booking.expectedStart !== undefined && (
          <p>{t('guest.expected', { time: timeIn(zone, new Date(booking.expectedStart)) })}</p>
        )}
      </div>
      {status === 'cancelled' ? (
        <p className="notice">
          <span>{t('guest.cancelled')}</span>
        </p>
      ) : (
        ['confirmed', 'pending'].includes(status) && (
          <Cancelling booking={booking} token={token} tell={tell} />
        )
      )}
    </article>
  )
}

function Cancelling({
  booking,
  token,
  tell,
}: {
  readonly booking: Booking
  readonly token: string
  readonly tell: (booking: Booking) => void
}) {
  const sending = useSending()
  const [isAsking, setIsAsking] = useState(false)
  const [reason, setReason] = useState('')
  const zone = deviceZone()
  const until = booking.cancelUntil === undefined ? undefined : new Date(booking.cancelUntil)
  if (!until || until.getTime() < serverNow())
    return <p>{t('guest.tooLate', { professional: booking.professionalName })}</p>
  const cancel = async () => {
    const answer = await sending.send(({ call }) =>
      call.cancelGuestBooking({ token, ...(reason !== '' && { reason }) }),
    )
    if (answer) tell(answer.booking)
  }
  if (!isAsking)
    return (
      <div className="stack-tight">
        <p className="small muted">
          {t('guest.until', { when: `${dayIn(zone, until)}, ${timeIn(zone, until)}` })}
        </p>
        <Button look="danger" onClick={() => setIsAsking(true)}>
          {t('guest.cancel')}
        </Button>
      </div>
    )
  return (
    <section className="stack" aria-labelledby="guest-sure">
      <h3 id="guest-sure">{t('guest.sure')}</h3>
      <Field label={t('guest.reason')}>
        {(props) => (
          <textarea
            {...props}
            maxLength={1000}
            rows={2}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <SendFailure failure={sending.failure} />
      <div className="row">
        <Button look="danger" isBusy={sending.isSending} onClick={() => begin(cancel())}>
          {t('guest.cancel')}
        </Button>
        <Button look="secondary" onClick={() => setIsAsking(false)}>
          {t('guest.keep')}
        </Button>
      </div>
    </section>
  )
}
