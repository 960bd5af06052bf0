// Above the grid: stepping through the days, today, what is shown, the view, and adding.
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { type Key, t } from '../../words/words.ts'
import { addDays, daysIn, noon, shortDayIn } from '../../words/when.ts'
import { ZoneLine } from '../day/ZoneLine.tsx'
import { type DateRange, type View, isWithin, stepFrom, viewsFor } from './range.ts'

const WORDS: Readonly<Record<View, Key>> = {
  day: 'agenda.view.day',
  three: 'agenda.view.three',
  week: 'agenda.view.week',
}

export function Toolbar({
  view,
  range,
  today,
  isWide,
  zone,
  now,
  change,
}: {
  readonly view: View
  readonly range: DateRange
  readonly today: string
  readonly isWide: boolean
  readonly zone: string
  readonly now: Date
  readonly change: (by: Readonly<Record<string, string | undefined>>) => void
}) {
  const goTo = (date: string) => change({ date: date === today ? undefined : date })
  return (
    <div className="agenda-bar" role="toolbar" aria-label={t('agenda.toolbar')}>
      <div className="agenda-step">
        <button
          type="button"
          className="icon-button"
          aria-label={t('agenda.before')}
          onClick={() => goTo(stepFrom(range, -1))}
        >
          <Icon name="back" />
        </button>
        <Button look="quiet" disabled={isWithin(range, today)} onClick={() => goTo(today)}>
          {t('agenda.today')}
        </Button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('agenda.after')}
          onClick={() => goTo(stepFrom(range, 1))}
        >
          <Icon name="next" />
        </button>
      </div>
      <h2 aria-live="polite">{titleOf(range)}</h2>
      <ZoneLine zone={zone} now={now} />
      <div className="agenda-end">
        <div className="agenda-views" role="group" aria-label={t('agenda.view')}>
          {viewsFor(isWide).map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === view}
              onClick={() => change({ view: one })}
            >
              {t(WORDS[one])}
            </button>
          ))}
        </div>
        <Button onClick={() => change({ add: '1' })}>
          <Icon name="plus" size={20} />
          <span className="agenda-add-word">{t('action.add')}</span>
        </Button>
      </div>
    </div>
  )
}

/** `Thu 26 Nov`, `23–29 Nov 2026` */
function titleOf({ first, days }: DateRange): string {
  if (days === 1) return shortDayIn('UTC', noon(first))
  return daysIn('UTC', noon(first), noon(addDays(first, days - 1)))
}
