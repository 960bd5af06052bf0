// Dates that differ from the week: closed, or with hours of their own.
import { useState } from 'react'
import { begin } from '../../../app/begin.ts'
import { Button } from '../../../parts/Button.tsx'
import { Icon } from '../../../parts/Icon.tsx'
import { SendFailure } from '../../../parts/PageState.tsx'
import { Sheet } from '../../../parts/Sheet.tsx'
import { useSending } from '../../../app/live.ts'
import { t } from '../../../words/words.ts'
import type { Setup } from '../setup.ts'
import { type DateRun, runsOfDates } from './dates.ts'
import { ExceptionForm } from './ExceptionForm.tsx'
import { dateWords, dayWords } from './hours-words.ts'
import { toDraftInterval } from './week.ts'

export function ExceptionsSection({
  setup,
  refresh,
}: {
  readonly setup: Setup
  readonly refresh: (revision: number) => void
}) {
  const [editing, setEditing] = useState<DateRun | 'new'>()
  const sending = useSending()
  const runs = runsOfDates(setup.dateHours.filter(({ date }) => date >= setup.today))
  const close = () => setEditing(undefined)
  const remove = async ({ dates }: DateRun) => {
    const answer = await sending.send(({ call }) => call.setDateHours({ dates, intervals: null }))
    if (answer) refresh(answer.revision)
  }
  return (
    <section className="card section" id="dates" aria-labelledby="dates-title">
      <h2 id="dates-title">{t('dates.title')}</h2>
      <p className="muted">{t('dates.why')}</p>
      <SendFailure failure={sending.failure} />
      {runs.length > 0 && (
        <ul className="setup-list">
          {runs.map((run) => (
            <li key={run.first}>
              <span>
                <strong>{runWords(run)}</strong>
                <span className="muted small">{dayWords(run.intervals.map(toDraftInterval))}</span>
              </span>
              <Button look="quiet" onClick={() => setEditing(run)}>
                {t('action.change')}
              </Button>
              <button
                type="button"
                className="icon-button"
                aria-label={t('dates.remove', { dates: runWords(run) })}
                onClick={() => begin(remove(run))}
              >
                <Icon name="trash" size={20} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button look="secondary" onClick={() => setEditing('new')}>
        <Icon name="plus" size={20} />
        {t('dates.add')}
      </Button>
      <Sheet isOpen={editing !== undefined} title={t('dates.add')} onClose={close}>
        {editing !== undefined && (
          <ExceptionForm
            setup={setup}
            run={editing === 'new' ? undefined : editing}
            done={(revision) => {
              refresh(revision)
              close()
            }}
          />
        )}
      </Sheet>
    </section>
  )
}

const runWords = ({ first, last }: DateRun): string =>
  first === last
    ? dateWords(first)
    : t('dates.run', { first: dateWords(first), last: dateWords(last) })
