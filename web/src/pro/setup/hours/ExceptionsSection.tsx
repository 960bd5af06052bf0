// Dates that differ from the week: closed, or with hours of their own.
import { t } from '../../../words/words.ts'
import type { Setup } from '../setup.ts'
import { type DateRun, runsOfDates } from './dates.ts'
import { EditableSection } from './EditableSection.tsx'
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
  return (
    <EditableSection
      id="dates"
      title={t('dates.title')}
      why={t('dates.why')}
      add={t('dates.add')}
      change={t('dates.add')}
      all={runsOfDates(setup.dateHours.filter(({ date }) => date >= setup.today))}
      entryOf={(run) => ({
        key: run.first,
        name: runWords(run),
        note: dayWords(run.intervals.map(toDraftInterval)),
        removeLabel: t('dates.remove', { dates: runWords(run) }),
      })}
      remove={({ call }, { dates }) => call.setDateHours({ dates, intervals: null })}
      refresh={refresh}
      form={(run, done) => <ExceptionForm setup={setup} run={run} done={done} />}
    />
  )
}

const runWords = ({ first, last }: DateRun): string =>
  first === last
    ? dateWords(first)
    : t('dates.run', { first: dateWords(first), last: dateWords(last) })
