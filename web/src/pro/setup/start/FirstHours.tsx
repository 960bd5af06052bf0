// The third step: the week's hours, begun with Monday to Friday, 9 to 17.
import { begin } from '../../../app/begin.ts'
import { Button } from '../../../parts/Button.tsx'
import { SendFailure } from '../../../parts/PageState.tsx'
import { useForm } from '../../../parts/useForm.ts'
import { t } from '../../../words/words.ts'
import { cityOf } from '../../../words/cities.ts'
import { weekWords } from '../hours/hours-words.ts'
import { isRight, OFFICE_WEEK, toHours, weekdaysFrom } from '../hours/week.ts'
import { WeekEditor } from '../hours/WeekEditor.tsx'
import type { Setup } from '../setup.ts'

export function FirstHours({
  setup: { professional },
  refresh,
}: {
  readonly setup: Setup
  readonly refresh: (revision: number) => void
}) {
  const { weekStartsOn } = professional.policy
  const form = useForm({
    name: 'start hours',
    saved: { week: OFFICE_WEEK },
    check: ({ week }) => ({
      ...(!isRight(week)
        ? { week: t('hours.wrong') }
        : week.every((day) => day.length === 0) && { week: t('start.someHours') }),
    }),
    places: { hours: 'week' },
  })
  const { week } = form.values
  const save = async () => {
    if (!form.isReady()) return
    const answer = await form.send(({ call }) => call.setWorkingHours({ hours: toHours(week) }))
    if (!answer) return
    form.discard()
    refresh(answer.revision)
  }
  return (
    <form
      className="card section"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        begin(save())
      }}
    >
      <h2>{t('start.when')}</h2>
      <p className="muted">{t('start.whenWhy', { city: cityOf(professional.timeZone) })}</p>
      <p className="effect">{weekWords(week, weekdaysFrom(weekStartsOn))}</p>
      <Button type="submit" isFull isBusy={form.sending.isSending}>
        {t('start.next3')}
      </Button>
      {form.of('week').error !== undefined && (
        <p className="field-error" role="alert">
          {form.of('week').error}
        </p>
      )}
      <SendFailure failure={form.failure} />
      <WeekEditor
        week={week}
        weekStartsOn={weekStartsOn}
        change={(next) => form.set({ week: next })}
      />
    </form>
  )
}
