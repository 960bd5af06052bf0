// Time off: whole days or hours that no client can book, whatever the week says.
import { useState } from 'react'
import { begin } from '../../../app/begin.ts'
import { useSending } from '../../../app/live.ts'
import { Button } from '../../../parts/Button.tsx'
import { Icon } from '../../../parts/Icon.tsx'
import { SendFailure } from '../../../parts/PageState.tsx'
import { Sheet } from '../../../parts/Sheet.tsx'
import { t } from '../../../words/words.ts'
import { dateIn, shortDayIn, timeIn } from '../../../words/when.ts'
import type { Setup, SetupTimeOff } from '../setup.ts'
import { dateWords } from './hours-words.ts'
import { TimeOffForm } from './TimeOffForm.tsx'

export function TimeOffSection({
  setup,
  refresh,
}: {
  readonly setup: Setup
  readonly refresh: (revision: number) => void
}) {
  const [editing, setEditing] = useState<SetupTimeOff | 'new'>()
  const sending = useSending()
  const zone = setup.professional.timeZone
  const close = () => setEditing(undefined)
  const all = setup.timeOff.toSorted((a, b) => a.start.getTime() - b.start.getTime())
  const remove = async (timeOffId: string) => {
    const answer = await sending.send(({ call }) => call.removeTimeOff({ timeOffId }))
    if (answer) refresh(answer.revision)
  }
  return (
    <section className="card section" id="time-off" aria-labelledby="time-off-title">
      <h2 id="time-off-title">{t('timeOff.title')}</h2>
      <p className="muted">{t('timeOff.why')}</p>
      <SendFailure failure={sending.failure} />
      {all.length > 0 && (
        <ul className="setup-list">
          {all.map((off) => (
            <li key={off.timeOffId}>
              <span>
                <strong className="numbers">{timeOffWords(zone, off)}</strong>
                {off.note !== undefined && <span className="muted small">{off.note}</span>}
              </span>
              <Button look="quiet" onClick={() => setEditing(off)}>
                {t('action.change')}
              </Button>
              <button
                type="button"
                className="icon-button"
                aria-label={t('timeOff.remove', { when: timeOffWords(zone, off) })}
                onClick={() => begin(remove(off.timeOffId))}
              >
                <Icon name="trash" size={20} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button look="secondary" onClick={() => setEditing('new')}>
        <Icon name="plus" size={20} />
        {t('timeOff.add')}
      </Button>
      <Sheet
        isOpen={editing !== undefined}
        title={t(editing === 'new' ? 'timeOff.add' : 'timeOff.change')}
        onClose={close}
      >
        {editing !== undefined && (
          <TimeOffForm
            setup={setup}
            off={editing === 'new' ? undefined : editing}
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
