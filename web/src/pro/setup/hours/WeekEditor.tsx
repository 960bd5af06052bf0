// Seven rows of hours: a bar that draws the day, the intervals, and copying a day to others.
import { useState } from 'react'
import { Button } from '../../../parts/Button.tsx'
import { Icon } from '../../../parts/Icon.tsx'
import { Sheet } from '../../../parts/Sheet.tsx'
import { t } from '../../../words/words.ts'
import { weekdayName } from '../../../words/when.ts'
import { dayWords } from './hours-words.ts'
import { IntervalFields } from './IntervalFields.tsx'
import { barOf, copyDay, type DraftWeek, weekdaysFrom, withDay, wrongInWeek } from './week.ts'
import './hours.css'

export function WeekEditor({
  week,
  weekStartsOn,
  change,
}: {
  readonly week: DraftWeek
  readonly weekStartsOn: number
  readonly change: (week: DraftWeek) => void
}) {
  const [copying, setCopying] = useState<number>()
  const wrong = wrongInWeek(week)
  const weekdays = weekdaysFrom(weekStartsOn)
  return (
    <>
      <ul className="week">
        {weekdays.map((weekday) => {
          const day = week[weekday - 1] ?? []
          const name = weekdayName(weekday)
          return (
            <li key={weekday} className="week-day" aria-label={name}>
              <div className="week-name">
                <h3>{name}</h3>
                {day.length === 0 && <span className="muted small">{t('hours.closed')}</span>}
                {day.length > 0 && (
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={t('hours.copyOf', { day: name })}
                    title={t('hours.copyOf', { day: name })}
                    onClick={() => setCopying(weekday)}
                  >
                    <Icon name="copy" size={20} />
                  </button>
                )}
              </div>
              <div className="stack-tight">
                <HoursBar week={week} weekday={weekday} />
                <IntervalFields
                  day={day}
                  wrong={wrong[weekday - 1] ?? []}
                  name={name}
                  change={(next) => change(withDay(week, weekday, next))}
                />
              </div>
            </li>
          )
        })}
      </ul>
      <CopySheet
        key={copying ?? 0}
        week={week}
        from={copying}
        weekdays={weekdays}
        close={() => setCopying(undefined)}
        copy={(to) => copying !== undefined && change(copyDay(week, copying, to))}
      />
    </>
  )
}

/** The day from midnight to midnight, its hours filled in. What it shows stands in the fields below in words. */
function HoursBar({ week, weekday }: { readonly week: DraftWeek; readonly weekday: number }) {
  return (
    <div className="hours-bar" aria-hidden="true">
      <div className="hours-track">
        {barOf(week, weekday).map(({ left, width, isFromBefore }) => (
          <span
            key={`${left} ${width} ${isFromBefore}`}
            className={isFromBefore ? 'hours-piece before' : 'hours-piece'}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
        ))}
      </div>
      <div className="hours-scale numbers">
        {[0, 6, 12, 18, 24].map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
    </div>
  )
}

function CopySheet({
  week,
  from,
  weekdays,
  close,
  copy,
}: {
  readonly week: DraftWeek
  readonly from: number | undefined
  readonly weekdays: readonly number[]
  readonly close: () => void
  readonly copy: (to: readonly number[]) => void
}) {
  const [to, setTo] = useState<readonly number[]>(() =>
    from !== undefined && from <= 5 ? [1, 2, 3, 4, 5].filter((one) => one !== from) : [],
  )
  const day = from === undefined ? '' : weekdayName(from)
  return (
    <Sheet isOpen={from !== undefined} title={t('hours.copyTitle', { day })} onClose={close}>
      <div className="stack">
        <p className="muted">{from !== undefined && dayWords(week[from - 1] ?? [])}</p>
        <fieldset className="copy-days">
          <legend className="sr-only">{t('hours.copyTo')}</legend>
          {weekdays
            .filter((weekday) => weekday !== from)
            .map((weekday) => (
              <label key={weekday} className="check">
                <input
                  type="checkbox"
                  checked={to.includes(weekday)}
                  onChange={(event) =>
                    setTo(
                      event.currentTarget.checked
                        ? [...to, weekday]
                        : to.filter((one) => one !== weekday),
                    )
                  }
                />
                {weekdayName(weekday)}
              </label>
            ))}
        </fieldset>
        <Button
          isFull
          aria-disabled={to.length === 0 || undefined}
          onClick={() => {
            if (to.length === 0) return
            copy(to)
            close()
          }}
        >
          {t('hours.copy')}
        </Button>
      </div>
    </Sheet>
  )
}
