// What the professional does now, as clients see it: one tap changes it, and it is taken back with a sentence if that fails.
import { useId, useRef, useState } from 'react'
import type { LiveActivity } from '../../../../client/index.ts'
import { connect, serverNow } from '../../app/backend.ts'
import { begin } from '../../app/begin.ts'
import { useSending } from '../../app/live.ts'
import { useIsOnline } from '../../app/online.ts'
import { Button } from '../../parts/Button.tsx'
import { SendFailure } from '../../parts/PageState.tsx'
import { ActivityPill } from '../../parts/StatusPill.tsx'
import { t, tn } from '../../words/words.ts'
import { dateIn, timeIn } from '../../words/when.ts'
import { type Until, UNTIL, untilAt } from './until.ts'
import { whenIn } from '../day/words.ts'

const STATES = ['available', 'busy', 'away'] as const
type State = (typeof STATES)[number]
const LOOKS = {
  available: { shape: '●', word: 'today.available' },
  busy: { shape: '◐', word: 'today.busy' },
  away: { shape: '○', word: 'today.away' },
} as const

interface Props {
  readonly activity: LiveActivity
  readonly professionalId: string
  readonly zone: string
  readonly now: Date
}

/** The activity from the tap on, until the documents say so too. */
function useActivity({ activity, professionalId }: Props) {
  const [expected, setExpected] = useState<LiveActivity>()
  const [conflicts, setConflicts] = useState(0)
  const sending = useSending()
  const latest = useRef(0)
  async function set(state: State, until: Date | undefined, message: string): Promise<void> {
    latest.current += 1
    const mine = latest.current
    setConflicts(0)
    const told = message.trim()
    const shared = { ...(told !== '' && { message: told }), ...(until && { until }) }
    setExpected(state === 'available' ? { state } : { state, ...shared })
    const answer = await sending.send(({ call }) =>
      call.setActivity({ state, ...(state !== 'available' && shared) }),
    )
    if (answer) {
      setConflicts(answer.conflictCount)
      const { live } = await connect()
      await live.untilRevision(professionalId, answer.revision).catch(() => undefined)
    }
    if (latest.current === mine) setExpected(undefined)
  }
  return { shown: expected ?? activity, set, sending, conflicts }
}

export function ActivityControl(props: Props) {
  const { zone, now } = props
  const { shown, set, sending, conflicts } = useActivity(props)
  const [choice, setChoice] = useState<Until>(30)
  const [message, setMessage] = useState<string>()
  const isOnline = useIsOnline()
  const name = useId()
  const isSet = shown.state === 'busy' || shown.state === 'away'
  const chosen: State = shown.state === 'busy' || shown.state === 'away' ? shown.state : 'available'
  const text = message ?? (isSet ? shown.message : undefined) ?? ''
  const hasMessage = message !== undefined || (isSet && shown.message !== undefined)
  const act = (state: State, until: Until) => {
    if (state === 'available') setMessage(undefined)
    begin(
      set(
        state,
        state === 'available' ? undefined : untilAt(until, zone, new Date(serverNow())),
        text,
      ),
    )
  }
  return (
    <section className="card stack-tight" aria-label={t('today.activity')}>
      <div className="today-states" role="radiogroup" aria-label={t('today.activity')}>
        {STATES.map((state) => (
          <label key={state} className={`today-state is-${state}`}>
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={chosen === state}
              disabled={!isOnline}
              onChange={() => act(state, choice)}
            />
            <span aria-hidden="true">{LOOKS[state].shape}</span> {t(LOOKS[state].word)}
          </label>
        ))}
      </div>
      <div className="today-until">
        <span className="small muted" id={`${name}-until`}>
          {t('today.until')}
        </span>
        <div className="today-chips" role="group" aria-labelledby={`${name}-until`}>
          {UNTIL.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={choice === one}
              disabled={!isOnline}
              onClick={() => {
                setChoice(one)
                if (isSet) act(chosen, one)
              }}
            >
              {one === 'day' ? t('today.untilDay') : t('today.untilMinutes', { minutes: one })}
            </button>
          ))}
        </div>
      </div>
      <div className="today-seen small">
        <span className="today-shown" role="status">
          <span className="muted">{t('today.seen')}</span>
          <ActivityPill activity={shown} zone={zone} />
          {shown.state === 'off' && <span className="muted">{t('today.seenOff')}</span>}
          {isSet && shown.until && dateIn(zone, shown.until) !== dateIn(zone, now) && (
            <span className="muted">
              {t('today.back', { when: whenIn(zone, shown.until, now) })}
            </span>
          )}
        </span>
        {!hasMessage && (
          <Button look="quiet" className="today-message-open" onClick={() => setMessage('')}>
            {t('today.addMessage')}
          </Button>
        )}
      </div>
      {hasMessage && (
        <form
          className="today-message"
          onSubmit={(event) => {
            event.preventDefault()
            if (isSet) begin(set(chosen, shown.until, text))
          }}
        >
          <label className="field">
            <span>{t('today.message')}</span>
            <input
              value={text}
              maxLength={140}
              placeholder={t('today.messageExample')}
              onChange={(event) => setMessage(event.target.value)}
            />
          </label>
          {isSet ? (
            <Button
              type="submit"
              look="secondary"
              isBusy={sending.isSending}
              disabled={!isOnline || text.trim() === (shown.message ?? '')}
            >
              {t('today.messageShow')}
            </Button>
          ) : (
            <p className="field-hint">{t('today.messageHint')}</p>
          )}
        </form>
      )}
      {conflicts > 0 && <p className="small muted">{tn('today.fall', conflicts)}</p>}
      {sending.failure && (
        <SendFailure
          failure={{
            ...sending.failure,
            sentence: t('today.notSet', {
              why: sending.failure.sentence,
              state: t(LOOKS[chosen].word),
              time: timeIn(zone, now),
            }),
          }}
        />
      )}
    </section>
  )
}
