// The time off in the days that are shown, as a list: to be read without the grid, and given back.
import { begin } from '../../app/begin.ts'
import type { LiveTimeOff } from '../../../../client/index.ts'
import { useSending } from '../../app/live.ts'
import { useIsOnline } from '../../app/online.ts'
import { Button } from '../../parts/Button.tsx'
import { SendFailure } from '../../parts/PageState.tsx'
import { t } from '../../words/words.ts'
import { dateIn, rangeIn, shortDayIn } from '../../words/when.ts'

interface Props {
  readonly zone: string
  readonly now: Date
  readonly tell: (text: string) => void
}

export function Blocked({
  timeOff,
  ...rest
}: Props & { readonly timeOff: readonly LiveTimeOff[] }) {
  if (timeOff.length === 0) return null
  return (
    <section className="stack-tight agenda-blocked" aria-label={t('agenda.blocked')}>
      <h2>{t('agenda.blocked')}</h2>
      <ul className="stack-tight">
        {timeOff.map((one) => (
          <li key={one.timeOffId}>
            <TimeOffRow timeOff={one} {...rest} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function TimeOffRow({
  timeOff: { timeOffId, start, end, note },
  zone,
  now,
  tell,
}: Props & { readonly timeOff: LiveTimeOff }) {
  const sending = useSending()
  const isOnline = useIsOnline()
  // Its end is not in it any more.
  const last = new Date(end.getTime() - 1)
  const when =
    dateIn(zone, start) === dateIn(zone, last)
      ? `${shortDayIn(zone, start)}, ${rangeIn(zone, start, end)}`
      : `${shortDayIn(zone, start)} – ${shortDayIn(zone, last)}`
  async function remove(): Promise<void> {
    const answer = await sending.send(({ call }) => call.removeTimeOff({ timeOffId }))
    if (answer) tell(t('agenda.unblocked', { when }))
  }
  return (
    <>
      <div className="agenda-off-row">
        <span>
          <span className="numbers">{when}</span>
          {note !== undefined && <span className="muted"> · {note}</span>}
        </span>
        {end > now && (
          <Button
            look="quiet"
            isBusy={sending.isSending}
            disabled={!isOnline}
            aria-label={t('agenda.unblockOf', { when })}
            onClick={() => begin(remove())}
          >
            {t('agenda.unblock')}
          </Button>
        )}
      </div>
      <SendFailure failure={sending.failure} />
    </>
  )
}
