// The intervals of one day: two time fields each, remove, add; what is wrong stands at its field while it is typed.
import { Icon } from '../../../parts/Icon.tsx'
import { type Key, t } from '../../../words/words.ts'
import { intervalWords } from './hours-words.ts'
import {
  type DraftInterval,
  isOvernight,
  isWholeDay,
  MOST_INTERVALS,
  nextInterval,
} from './week.ts'

export function IntervalFields({
  day,
  wrong,
  name,
  change,
}: {
  readonly day: readonly DraftInterval[]
  readonly wrong: readonly (Key | undefined)[]
  /** Whose intervals: a weekday, a date; for the names of the fields. */
  readonly name: string
  readonly change: (day: readonly DraftInterval[]) => void
}) {
  const replace = (index: number, by: Partial<DraftInterval>) =>
    change(day.map((one, i) => (i === index ? { ...one, ...by } : one)))
  return (
    <div className="intervals">
      {day.map((interval, index) => (
        // The place is what an interval is: two may be alike while they are typed.
        <div key={index} className="interval">
          <div className="interval-fields">
            {(['start', 'end'] as const).map((end) => (
              <TimeInput
                key={end}
                label={t(end === 'start' ? 'hours.startOf' : 'hours.endOf', {
                  day: name,
                  number: index + 1,
                })}
                value={interval[end]}
                error={wrong[index] !== undefined ? `${name} ${index}` : undefined}
                change={(value) => replace(index, { [end]: value })}
              />
            ))}
            <button
              type="button"
              className="icon-button"
              aria-label={t('hours.removeOf', { interval: intervalWords(interval), day: name })}
              onClick={() => change(day.filter((_, i) => i !== index))}
            >
              <Icon name="trash" size={20} />
            </button>
          </div>
          {wrong[index] !== undefined ? (
            <p className="field-error" id={`wrong ${name} ${index}`.replaceAll(' ', '-')}>
              {t(wrong[index])}
            </p>
          ) : (
            (isOvernight(interval) || isWholeDay(interval)) && (
              <p className="field-hint">{intervalWords(interval)}</p>
            )
          )}
        </div>
      ))}
      {day.length < MOST_INTERVALS ? (
        <button
          type="button"
          className="button quiet interval-add"
          aria-label={t('hours.addTo', { day: name })}
          onClick={() => change([...day, nextInterval(day)])}
        >
          <Icon name="plus" size={20} />
          {t('hours.add')}
        </button>
      ) : (
        <p className="field-hint">{t('hours.most', { count: MOST_INTERVALS })}</p>
      )}
    </div>
  )
}

function TimeInput({
  label,
  value,
  error,
  change,
}: {
  readonly label: string
  readonly value: string
  readonly error: string | undefined
  readonly change: (value: string) => void
}) {
  return (
    <input
      className="input numbers"
      type="time"
      aria-label={label}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
      {...(error !== undefined && {
        'aria-invalid': true,
        'aria-describedby': `wrong ${error}`.replaceAll(' ', '-'),
      })}
    />
  )
}
