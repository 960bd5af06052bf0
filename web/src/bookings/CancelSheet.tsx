// Gives a booking up: what that means is said before the button, and it is asked once.
import { useId, useState } from 'react'
import { Refusal } from '../../../client/index.ts'
import { serverNow } from '../app/backend.ts'
import { begin } from '../app/begin.ts'
import { useSending } from '../app/live.ts'
import { openKeys } from '../book/times/keys.ts'
import { theirTime } from '../book/times/their-time.ts'
import { Button } from '../parts/Button.tsx'
import { SendFailure } from '../parts/PageState.tsx'
import { Sheet } from '../parts/Sheet.tsx'
import { t } from '../words/words.ts'
import { momentIn, soonIn } from '../words/when.ts'
import { changeable, type ShownBooking } from './shown.ts'

const REASON_MOST = 1000

export function CancelSheet({
  isOpen,
  close,
  booking,
  zone,
  hasChanged,
}: {
  readonly isOpen: boolean
  readonly close: () => void
  readonly booking: ShownBooking
  readonly zone: string
  readonly hasChanged: () => void
}) {
  const { isSending, failure, error, send, clear } = useSending()
  const [keyOf] = useState(openKeys)
  const [reason, setReason] = useState('')
  const id = useId()
  const { bookingId, version, status, start, professionalName: name } = booking
  const now = new Date(serverNow())
  const { canCancel, cancelUntil } = changeable(booking, now.getTime())
  const leave = () => {
    clear()
    close()
  }
  const cancel = async () => {
    const text = reason.trim()
    const input = { bookingId, version, ...(text !== '' && { reason: text }) }
    const answer = await send((client) =>
      client.call.cancelBooking(input, { idempotencyKey: keyOf(input) }),
    )
    if (!answer) return
    hasChanged()
    close()
  }
  // The booking is not what was looked at: it is shown anew, and asked again.
  const isOld = error instanceof Refusal && error.reason !== 'rate-limited'
  return (
    <Sheet
      isOpen={isOpen}
      title={t(status === 'pending' ? 'cancel.titleRequest' : 'cancel.title')}
      onClose={leave}
    >
      <div className="stack">
        <p>
          {[
            soonIn(zone, start, now),
            theirTime(zone, booking.timeZone, start, booking.end),
            booking.serviceName,
            name,
          ]
            .filter((part) => part !== undefined)
            .join(' · ')}
        </p>
        <p>
          {status === 'pending'
            ? t('cancel.request', { name })
            : !canCancel
              ? t('booking.late')
              : cancelUntil
                ? t('policy.until', { when: momentIn(zone, cancelUntil) })
                : t('policy.untilStart')}
        </p>
        <div className="field">
          <label htmlFor={id}>{t('cancel.reason', { name })}</label>
          <textarea
            id={id}
            rows={2}
            maxLength={REASON_MOST}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
        <SendFailure failure={failure} />
        {isOld ? (
          <Button
            isFull
            look="secondary"
            onClick={() => {
              hasChanged()
              leave()
            }}
          >
            {t('cancel.look')}
          </Button>
        ) : (
          <Button
            isFull
            look="danger"
            isBusy={isSending}
            disabled={!canCancel}
            onClick={() => begin(cancel())}
          >
            {t(status === 'pending' ? 'booking.takeBack' : 'booking.cancel')}
          </Button>
        )}
        <Button look="quiet" onClick={leave}>
          {t('cancel.keep')}
        </Button>
      </div>
    </Sheet>
  )
}
