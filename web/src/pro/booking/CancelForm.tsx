// Cancels a booking for its professional: asks once, with the reason that the client is told.
import { useState } from 'react'
import type { AgendaDocument } from '../../../../client/index.ts'
import { begin } from '../../app/begin.ts'
import { useSending } from '../../app/live.ts'
import { useIsOnline } from '../../app/online.ts'
import { Button } from '../../parts/Button.tsx'
import { SendFailure } from '../../parts/PageState.tsx'
import { t } from '../../words/words.ts'

export function CancelForm({
  booking,
  onCancelled,
  keep,
}: {
  readonly booking: AgendaDocument
  readonly onCancelled: () => void
  readonly keep: () => void
}) {
  const { bookingId, version, client } = booking
  const [reason, setReason] = useState('')
  const sending = useSending()
  const isOnline = useIsOnline()
  async function cancel(): Promise<void> {
    const told = reason.trim()
    const answer = await sending.send(({ call }) =>
      call.cancelBooking({ bookingId, version, ...(told !== '' && { reason: told }) }),
    )
    if (answer) onCancelled()
  }
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault()
        begin(cancel())
      }}
    >
      <p>{t('day.cancel.ask', { name: client?.name ?? t('day.booking.client') })}</p>
      <label className="field">
        <span>{t('day.cancel.reason')}</span>
        <textarea
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <SendFailure failure={sending.failure} />
      <div className="row">
        <Button type="submit" look="danger" isBusy={sending.isSending} disabled={!isOnline}>
          {t('day.cancel.do')}
        </Button>
        <Button look="quiet" onClick={keep}>
          {t('day.cancel.keep')}
        </Button>
      </div>
    </form>
  )
}
