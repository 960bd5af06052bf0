// One exception: a date or several, closed or with hours of their own; bookings outside are told before it is saved.
import { Button } from '../../../parts/Button.tsx'
import { TextField } from '../../../parts/fields.tsx'
import { SendFailure } from '../../../parts/PageState.tsx'
import { Segments } from '../../../parts/Segments.tsx'
import { useForm } from '../../../parts/useForm.ts'
import { t, tn } from '../../../words/words.ts'
import { weekdayName } from '../../../words/when.ts'
import { useAskingFirst } from '../asking-first.ts'
import { BookingList } from '../BookingList.tsx'
import type { Setup } from '../setup.ts'
import { datesBetween, type DateRun, MOST_DATES, onWeekdays } from './dates.ts'
import { IntervalFields } from './IntervalFields.tsx'
import {
  type DraftInterval,
  toDraftInterval,
  toInterval,
  weekdaysFrom,
  wrongInDay,
} from './week.ts'

interface Values {
  readonly first: string
  readonly last: string
  readonly weekdays: readonly number[]
  readonly isClosed: boolean
  readonly day: readonly DraftInterval[]
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

export function ExceptionForm({
  setup,
  run,
  done,
}: {
  readonly setup: Setup
  readonly run: DateRun | undefined
  readonly done: (revision: number) => void
}) {
  const { today, professional } = setup
  const form = useForm<Values>({
    name: `dates ${run?.first ?? 'new'}`,
    saved: {
      first: run?.first ?? '',
      last: run && run.last !== run.first ? run.last : '',
      weekdays: EVERY_DAY,
      isClosed: run ? run.intervals.length === 0 : true,
      day: run && run.intervals.length > 0 ? run.intervals.map(toDraftInterval) : [],
    },
    check: ({ first, last, weekdays, isClosed, day }) => ({
      ...(first === ''
        ? { first: t('form.missing') }
        : first < today && { first: t('dates.past') }),
      ...(last !== '' && last < first
        ? { last: t('dates.backwards') }
        : first !== '' &&
          datesBetween(first, last).length === 0 && {
            last: t('dates.most', { count: MOST_DATES }),
          }),
      ...(weekdays.length === 0 && { weekdays: t('dates.noWeekday') }),
      ...(!isClosed &&
        (day.length === 0 || wrongInDay(day).some((one) => one !== undefined)) && {
          day: day.length === 0 ? t('dates.noHours') : t('hours.wrong'),
        }),
    }),
    places: { dates: 'first', date: 'first', intervals: 'day' },
  })
  const { first, last, weekdays, isClosed, day } = form.values
  const isSeveral = last !== '' && last > first
  const dates = isSeveral ? onWeekdays(datesBetween(first, last), weekdays) : [first]
  const request = { dates, intervals: isClosed ? [] : day.map(toInterval) }
  const { found, back, submit } = useAskingFirst(form, {
    ask: ({ call }) => call.setDateHours({ ...request, validateOnly: true }),
    async save({ call }) {
      const gone = run?.dates.filter((date) => !dates.includes(date)) ?? []
      const saved = await call.setDateHours(request)
      return gone.length === 0 ? saved : call.setDateHours({ dates: gone, intervals: null })
    },
    done(revision) {
      form.discard()
      done(revision)
    },
  })
  if (found)
    return (
      <div className="stack">
        <h3>{tn('conflict.title', found.conflictCount)}</h3>
        <p>{t('conflict.stay')}</p>
        <BookingList bookings={found.conflicts} count={found.conflictCount} />
        <SendFailure failure={form.failure} />
        <Button isFull isBusy={form.sending.isSending} onClick={() => submit()}>
          {t('conflict.save')}
        </Button>
        <Button look="quiet" onClick={back}>
          {t('action.back')}
        </Button>
      </div>
    )
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <div className="pair">
        <TextField of={form.of('first')} type="date" min={today} label={t('dates.first')} />
        <TextField
          of={form.of('last')}
          type="date"
          min={first === '' ? today : first}
          label={t('dates.last')}
        />
      </div>
      {isSeveral && (
        <fieldset>
          <legend className="field-label">{t('dates.weekdays')}</legend>
          <div className="copy-days">
            {weekdaysFrom(professional.policy.weekStartsOn).map((weekday) => (
              <label key={weekday} className="check">
                <input
                  type="checkbox"
                  checked={weekdays.includes(weekday)}
                  onChange={(event) =>
                    form.set({
                      weekdays: event.currentTarget.checked
                        ? [...weekdays, weekday]
                        : weekdays.filter((one) => one !== weekday),
                    })
                  }
                />
                {weekdayName(weekday)}
              </label>
            ))}
          </div>
          {form.of('weekdays').error !== undefined && (
            <p className="field-error">{form.of('weekdays').error}</p>
          )}
          <p className="field-hint">{tn('dates.count', dates.length)}</p>
        </fieldset>
      )}
      <Segments
        name={t('dates.kind')}
        value={isClosed ? 'closed' : 'own'}
        change={(value) =>
          form.set({
            isClosed: value === 'closed',
            ...(value === 'own' && day.length === 0 && { day: [{ start: '09:00', end: '13:00' }] }),
          })
        }
        choices={[
          { value: 'closed', label: t('dates.closed') },
          { value: 'own', label: t('dates.own') },
        ]}
      />
      {!isClosed && (
        <>
          <IntervalFields
            day={day}
            wrong={wrongInDay(day)}
            name={t('dates.these')}
            change={(changed) => form.set({ day: changed })}
          />
          {day.length === 0 && <p className="field-error">{t('dates.noHours')}</p>}
        </>
      )}
      <SendFailure failure={form.failure} />
      <Button type="submit" isFull isBusy={form.sending.isSending}>
        {t('action.save')}
      </Button>
    </form>
  )
}
