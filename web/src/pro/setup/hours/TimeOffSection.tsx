// Time off: whole days or hours that no client can book, whatever the week says.
import { t } from '../../../words/words.ts'
import { dateIn, shortDayIn, timeIn } from '../../../words/when.ts'
import type { Setup, SetupTimeOff } from '../setup.ts'
import { EditableSection } from './EditableSection.tsx'
import { dateWords } from './hours-words.ts'
import { TimeOffForm } from './TimeOffForm.tsx'

export function TimeOffSection({
  setup,
  refresh,
}: {
  readonly setup: Setup
  readonly refresh: (revision: number) => void
}) {
  const zone = setup.professional.timeZone
  return (
    <EditableSection
      id="time-off"
      title={t('timeOff.title')}
      why={t('timeOff.why')}
      add={t('timeOff.add')}
      change={t('timeOff.change')}
      all={setup.timeOff.toSorted((a, b) => a.start.getTime() - b.start.getTime())}
      entryOf={(off) => ({
        key: off.timeOffId,
        name: timeOffWords(zone, off),
        note: off.note,
        removeLabel: t('timeOff.remove', { when: timeOffWords(zone, off) }),
      })}
      remove={({ call }, { timeOffId }) => call.removeTimeOff({ timeOffId })}
      refresh={refresh}
      form={(off, done) => <TimeOffForm setup={setup} off={off} done={done} />}
    />
  )
}

/** `Thu, 24 December 2026 – Sat, 2 January 2027`; `Thu 24 Dec 09:00–12:00` */
function timeOffWords(zone: string, { start, end, startDate, endDate }: SetupTimeOff) {
  if (startDate !== undefined && endDate !== undefined)
    return startDate === endDate
      ? dateWords(startDate)
      : t('dates.run', { first: dateWords(startDate), last: dateWords(endDate) })
  const first = `${shortDayIn(zone, start)} ${timeIn(zone, start)}`
  const isOneDay = dateIn(zone, start) === dateIn(zone, end)
  const last = isOneDay ? timeIn(zone, end) : `${shortDayIn(zone, end)} ${timeIn(zone, end)}`
  return t('dates.run', { first, last })
}
