// A date and a time of day in the professional's zone, and steps of five minutes.
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { dateIn, wallTimeIn } from '../../words/when.ts'
import { instantOf } from '../day/wall.ts'

const STEP_MILLIS = 5 * 60_000

/** As a form has it: `2026-11-26` and `13:45`. */
export interface When {
  readonly date: string
  readonly time: string
}

export function toWhen(zone: string, at: Date): When {
  return { date: dateIn(zone, at), time: wallTimeIn(zone, at) }
}

export function WhenFields({
  zone,
  value,
  change,
  hasSteps = false,
}: {
  readonly zone: string
  readonly value: When
  readonly change: (value: When) => void
  readonly hasSteps?: boolean
}) {
  const at = instantOf(zone, value.date, value.time)
  const by = (millis: number) => at && change(toWhen(zone, new Date(at.getTime() + millis)))
  return (
    <div className="stack-tight">
      <div className="when-fields">
        <label className="field">
          <span>{t('day.when.date')}</span>
          <input
            type="date"
            required
            value={value.date}
            onChange={(event) => change({ ...value, date: event.target.value })}
          />
        </label>
        <label className="field">
          <span>{t('day.when.time')}</span>
          <input
            type="time"
            required
            step={300}
            value={value.time}
            onChange={(event) => change({ ...value, time: event.target.value })}
          />
        </label>
      </div>
      {hasSteps && (
        <div className="row">
          <Button look="secondary" disabled={!at} onClick={() => by(-STEP_MILLIS)}>
            {t('day.when.earlier')}
          </Button>
          <Button look="secondary" disabled={!at} onClick={() => by(STEP_MILLIS)}>
            {t('day.when.later')}
          </Button>
        </div>
      )}
    </div>
  )
}
