// What is booked, how long it is held, seats and note, the policy in words; then the one button.
import { useId, useState } from 'react'
import type { Offer, ProfessionalDocument } from '../../../../client/index.ts'
import { serverNow } from '../../app/backend.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { SendFailure } from '../../parts/PageState.tsx'
import { t, tn } from '../../words/words.ts'
import { momentIn, money } from '../../words/when.ts'
import type { Checkout } from './checkout.ts'
import type { Flow } from './flow.ts'
import { HoldCountdown } from './HoldCountdown.tsx'
import { keepTyped, typedFor } from './kept.ts'
import { cancelRule } from './policy.ts'
import { theirTime } from '../times/their-time.ts'

const NOTE_MOST = 1000

export function CheckoutForm({
  flow,
  checkout,
  professional,
  service,
  zone,
  seatsLeft,
}: {
  readonly flow: Extract<Flow, { step: 'checkout' }>
  readonly checkout: Checkout
  readonly professional: ProfessionalDocument
  readonly service: Offer
  readonly zone: string
  readonly seatsLeft: number
}) {
  const { wish, hold, sending, failure } = flow
  const { name, timeZone, cancelNoticeMinutes } = professional
  const { serviceId, price, capacity, approval } = service
  const [note, setNote] = useState(() => typedFor(serviceId).note)
  const id = useId()
  const start = wish.start
  const end = new Date(start.getTime() + service.durationMinutes * 60_000)
  const whole = price && { ...price, amountMinor: price.amountMinor * wish.seats }
  const facts = [theirTime(zone, timeZone, start, end), service.name, whole && money(whole), name]
  return (
    <>
      <p className="muted">{facts.filter((fact) => fact !== undefined).join(' · ')}</p>
      {hold ? (
        <HoldCountdown hold={hold} onEnd={checkout.ranOut} />
      ) : (
        <p className="notice">
          <span>{t('sheet.notHeld')}</span>
        </p>
      )}
      {capacity > 1 && (
        <Seats
          seats={wish.seats}
          most={Math.max(wish.seats, Math.min(capacity, seatsLeft))}
          isBusy={sending === 'seats'}
          set={checkout.setSeats}
        />
      )}
      <div className="field">
        <label htmlFor={id}>{t('sheet.note', { name })}</label>
        <textarea
          id={id}
          rows={2}
          maxLength={NOTE_MOST}
          value={note}
          onChange={({ target }) => {
            setNote(target.value)
            keepTyped(serviceId, { note: target.value })
          }}
        />
      </div>
      <p className="small">
        {policySentence(start, cancelNoticeMinutes, zone)}
        {approval === 'manual' && ` ${t('policy.manual', { name })}`}
      </p>
      <SendFailure failure={failure} />
      <Button
        isFull
        isBusy={sending === 'booking'}
        aria-disabled={sending === 'seats' || undefined}
        onClick={() => checkout.confirm(note, zone)}
      >
        {t(approval === 'manual' ? 'sheet.request' : 'sheet.confirm')}
      </Button>
    </>
  )
}

function policySentence(start: Date, notice: number, zone: string): string {
  const now = serverNow()
  const rule = cancelRule(start, notice, now)
  if (rule.kind === 'never') return t('policy.never')
  if (rule.kind === 'until-start') return t('policy.untilStart')
  return t('policy.until', { when: momentIn(zone, rule.until) })
}

function Seats({
  seats,
  most,
  isBusy,
  set,
}: {
  readonly seats: number
  readonly most: number
  readonly isBusy: boolean
  readonly set: (seats: number) => void
}) {
  return (
    <div className="seats spread" role="group" aria-label={t('sheet.seats')}>
      <span>
        <strong>{t('sheet.seats')}</strong>{' '}
        <span className="small muted">{tn('book.seatsLeft', most)}</span>
      </span>
      <span className="row">
        <button
          type="button"
          className="icon-button outlined"
          aria-label={t('sheet.fewer')}
          aria-disabled={seats <= 1 || undefined}
          onClick={() => seats > 1 && set(seats - 1)}
        >
          <span aria-hidden="true">−</span>
        </button>
        <output className="numbers seats-count" aria-busy={isBusy || undefined}>
          {seats}
        </output>
        <button
          type="button"
          className="icon-button outlined"
          aria-label={t('sheet.more')}
          aria-disabled={seats >= most || undefined}
          onClick={() => seats < most && set(seats + 1)}
        >
          <Icon name="plus" size={20} />
        </button>
      </span>
    </div>
  )
}
