// What happened to a booking, as a line of moments.
import { t } from '../words/words.ts'
import { momentIn } from '../words/when.ts'
import { type Entry, stepsOf } from './history.ts'

export function HistoryList({
  history,
  zone,
  name,
}: {
  readonly history: readonly Entry[]
  readonly zone: string
  readonly name: string
}) {
  const steps = stepsOf(history)
  if (steps.length === 0) return null
  return (
    <section className="stack-tight" aria-label={t('booking.history')}>
      <h2>{t('booking.history')}</h2>
      <ol className="history">
        {steps.map(({ at, words }) => (
          <li key={`${at.getTime()} ${words}`}>
            <span>{t(words, { name })}</span>
            <time className="small muted numbers" dateTime={at.toISOString()}>
              {momentIn(zone, at)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  )
}
