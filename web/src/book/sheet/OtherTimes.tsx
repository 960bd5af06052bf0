// What there is instead of a time that cannot be had: other times, one tap holds them; or the next free one.
import { serverNow } from '../../app/backend.ts'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { soonIn } from '../../words/when.ts'

export function OtherTimes({
  zone,
  sentence,
  starts,
  nextFree,
  hold,
}: {
  readonly zone: string
  /** Why it cannot be had. */
  readonly sentence?: string
  readonly starts: readonly Date[]
  readonly nextFree: Date | null
  readonly hold: (start: Date) => void
}) {
  const now = new Date(serverNow())
  return (
    <div className="stack">
      <p role={sentence === undefined ? undefined : 'alert'}>
        {[sentence, starts.length > 0 ? t('sheet.nearest') : undefined].filter(Boolean).join(' ')}
      </p>
      {starts.length > 0 ? (
        <ul className="other-times">
          {starts.map((start) => (
            <li key={start.getTime()}>
              <Button look="secondary" isFull onClick={() => hold(start)}>
                {soonIn(zone, start, now)}
              </Button>
            </li>
          ))}
        </ul>
      ) : nextFree ? (
        <Button look="secondary" isFull onClick={() => hold(nextFree)}>
          {t('book.nextFree', { when: soonIn(zone, nextFree, now) })}
        </Button>
      ) : (
        <p className="muted">{t('book.neverFree')}</p>
      )}
    </div>
  )
}
