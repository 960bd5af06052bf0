// Adds to the agenda: books somebody in, or blocks time. The equal of dragging over empty time.
import { useId, useState } from 'react'
import type { ScheduleDocument } from '../../../../client/index.ts'
import { Sheet } from '../../parts/Sheet.tsx'
import { t } from '../../words/words.ts'
import { toWhen } from '../booking/WhenFields.tsx'
import type { Adding, Kind } from './address.ts'
import { BlockForm } from './BlockForm.tsx'
import { BookForm } from './BookForm.tsx'

const KINDS: readonly Kind[] = ['book', 'block']
const QUARTER_MILLIS = 15 * 60_000

export function AddSheet({
  adding,
  kind: firstKind,
  date,
  schedule,
  now,
  onDone,
}: {
  readonly adding: Adding
  readonly kind: Kind
  /** The date that is looked at. */
  readonly date: string
  readonly schedule: ScheduleDocument
  readonly now: Date
  readonly onDone: (text?: string) => void
}) {
  const [kind, setKind] = useState<Kind>(firstKind)
  const [first] = useState(() => firstTimes(adding, date, schedule.professional.timeZone, now))
  const name = useId()
  const props = { schedule, now, first, onDone }
  return (
    <Sheet isOpen title={t('agenda.add')} onClose={() => onDone()}>
      <div className="stack">
        <div className="agenda-kinds" role="radiogroup" aria-label={t('agenda.add')}>
          {KINDS.map((one) => (
            <label key={one} className="agenda-kind">
              <input
                type="radio"
                className="sr-only"
                name={name}
                checked={kind === one}
                data-autofocus={kind === one || undefined}
                onChange={() => setKind(one)}
              />
              {t(one === 'book' ? 'agenda.book' : 'agenda.block')}
            </label>
          ))}
        </div>
        {kind === 'book' ? <BookForm {...props} /> : <BlockForm {...props} />}
      </div>
    </Sheet>
  )
}

/** The times that were dragged over, else the next quarter of an hour on the date that is looked at. */
function firstTimes(
  { date, start, end }: Adding,
  lookedAt: string,
  zone: string,
  now: Date,
): Required<Adding> {
  if (date !== undefined && start !== undefined && end !== undefined) return { date, start, end }
  const next = new Date(Math.ceil(now.getTime() / QUARTER_MILLIS) * QUARTER_MILLIS)
  const at = toWhen(zone, next)
  const until = toWhen(zone, new Date(next.getTime() + 3 * QUARTER_MILLIS))
  return { date: date ?? lookedAt, start: at.time, end: until.time }
}
