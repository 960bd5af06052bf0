// What a blocked person still has booked: each can be cancelled, and is asked about once.
import { useState } from 'react'
import type { Booking } from '../../../../../client/index.ts'
import { serverNow } from '../../../app/backend.ts'
import { begin } from '../../../app/begin.ts'
import { useSending } from '../../../app/live.ts'
import { Button } from '../../../parts/Button.tsx'
import { SendFailure } from '../../../parts/PageState.tsx'
import { t } from '../../../words/words.ts'
import { soonIn } from '../../../words/when.ts'

export function UpcomingBookings({ bookings }: { readonly bookings: readonly Booking[] }) {
  const [cancelled, setCancelled] = useState<readonly string[]>([])
  const [asked, setAsked] = useState<string>()
  const sending = useSending()
  const now = new Date(serverNow())
  const cancel = async (bookingId: string) => {
    const answer = await sending.send(({ call }) => call.cancelBooking({ bookingId }))
    setAsked(undefined)
    if (answer) setCancelled([...cancelled, bookingId])
  }
  return (
    <>
      <SendFailure failure={sending.failure} />
      <ul className="setup-list">
        {bookings.map(({ bookingId, serviceName, start, timeZone }) => {
          const when = soonIn(timeZone, new Date(start), now)
          return (
            <li key={bookingId}>
              <span>
                <strong className="numbers">{when}</strong>
                <span className="muted small">{serviceName}</span>
              </span>
              {cancelled.includes(bookingId) ? (
                <span className="muted">{t('status.cancelled')}</span>
              ) : (
                <Button
                  look={asked === bookingId ? 'danger' : 'quiet'}
                  isBusy={sending.isSending && asked === bookingId}
                  aria-label={t(asked === bookingId ? 'blocks.cancelSure' : 'blocks.cancelOf', {
                    when,
                  })}
                  onClick={() =>
                    asked === bookingId ? begin(cancel(bookingId)) : setAsked(bookingId)
                  }
                >
                  {t(asked === bookingId ? 'blocks.cancelNow' : 'blocks.cancel')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
