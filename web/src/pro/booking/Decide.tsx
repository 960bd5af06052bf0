// Approves or declines a request; a reason may be given with a no. What it comes to is shown at once.
import { useState } from 'react'
import type { AgendaDocument } from '../../../../client/index.ts'
import { begin } from '../../app/begin.ts'
import { useIsOnline } from '../../app/online.ts'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import type { Steps } from '../day/calendar.ts'

/** The field was asked for by the button that it replaces. */
const focusIt = (field: HTMLElement | null) => field?.focus()

export function Decide({
  booking,
  steps,
  onDecided,
}: {
  readonly booking: AgendaDocument
  readonly steps: Steps
  readonly onDecided?: (status: 'confirmed' | 'declined') => void
}) {
  const [isDeclining, setIsDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const isOnline = useIsOnline()
  const { bookingId, client } = booking
  const name = client?.name ?? t('day.booking.client')
  async function decide(decision: 'approve' | 'decline'): Promise<void> {
    const told = reason.trim()
    const status = decision === 'approve' ? 'confirmed' : 'declined'
    const answer = await steps.send([bookingId], { status }, ({ call }) =>
      call.decideBooking({
        bookingId,
        decision,
        ...(decision === 'decline' && told !== '' && { reason: told }),
      }),
    )
    if (answer) onDecided?.(status)
  }
  if (!isDeclining)
    return (
      <div className="row">
        <Button
          disabled={!isOnline}
          aria-label={t('day.decide.approveOf', { name })}
          onClick={() => begin(decide('approve'))}
        >
          {t('day.decide.approve')}
        </Button>
        <Button
          look="secondary"
          aria-label={t('day.decide.declineOf', { name })}
          onClick={() => setIsDeclining(true)}
        >
          {t('day.decide.decline')}
        </Button>
      </div>
    )
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault()
        begin(decide('decline'))
      }}
    >
      <label className="field">
        <span>{t('day.decide.reason', { name })}</span>
        <textarea
          rows={2}
          maxLength={1000}
          value={reason}
          ref={focusIt}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <div className="row">
        <Button type="submit" look="danger" disabled={!isOnline}>
          {t('day.decide.declineNow')}
        </Button>
        <Button look="quiet" onClick={() => setIsDeclining(false)}>
          {t('action.back')}
        </Button>
      </div>
    </form>
  )
}
