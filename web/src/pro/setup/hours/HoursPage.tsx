// When a professional works: the week, dates that differ from it, time off.
import { useLocation, useSearch } from 'wouter'
import { begin } from '../../../app/begin.ts'
import { Button } from '../../../parts/Button.tsx'
import { TextField } from '../../../parts/fields.tsx'
import { Icon } from '../../../parts/Icon.tsx'
import { Mantine } from '../../../parts/Mantine.tsx'
import { PageState, SendFailure } from '../../../parts/PageState.tsx'
import { SaveBar } from '../../../parts/SaveBar.tsx'
import { useForm } from '../../../parts/useForm.ts'
import { useSending } from '../../../app/live.ts'
import { serverNow } from '../../../app/backend.ts'
import { t, tn } from '../../../words/words.ts'
import { addDays, duration } from '../../../words/when.ts'
import { useAnchor } from '../anchor.ts'
import { useAskingFirst } from '../asking-first.ts'
import { ConflictSheet } from '../ConflictSheet.tsx'
import { type Setup, useSetup } from '../setup.ts'
import { ZoneLine } from '../ZoneLine.tsx'
import { ExceptionsSection } from './ExceptionsSection.tsx'
import { dateWords, weekWords } from './hours-words.ts'
import { rulesAfter, weekOn } from './rules.ts'
import { TimeOffSection } from './TimeOffSection.tsx'
import {
  type DraftWeek,
  isRight,
  minutesInWeek,
  OFFICE_WEEK,
  toDraftWeek,
  toHours,
  weekdaysFrom,
} from './week.ts'
import { WeekEditor } from './WeekEditor.tsx'
import '../setup.css'

export function Page() {
  const seen = useSetup()
  const params = new URLSearchParams(useSearch())
  return (
    <Mantine>
      <PageState of={seen}>
        {(setup) => (
          <>
            <ZoneLine zone={setup.professional.timeZone} now={new Date(serverNow())} />
            <WeekForm
              key={params.get('rule') ?? 'now'}
              setup={setup}
              rule={params.get('rule') ?? undefined}
              refresh={seen.refresh}
            />
            <ExceptionsSection setup={setup} refresh={seen.refresh} />
            <TimeOffSection setup={setup} refresh={seen.refresh} />
          </>
        )}
      </PageState>
    </Mantine>
  )
}

interface Values {
  readonly from: string
  readonly week: DraftWeek
}

/** The week from a date on: today, another one, or that of a rule which is set for later. */
function WeekForm({
  setup,
  rule,
  refresh,
}: {
  readonly setup: Setup
  readonly rule: string | undefined
  readonly refresh: (revision: number) => void
}) {
  const { professional, workingHours, today } = setup
  const { weekStartsOn } = professional.policy
  useAnchor()
  const [, go] = useLocation()
  const first = rule !== undefined && rule > today ? rule : today
  const saved = { from: first, week: weekOn(workingHours, first) }
  const form = useForm<Values>({
    name: `hours ${rule ?? ''}`,
    saved,
    check: ({ from, week }) => ({
      ...(from === ''
        ? { from: t('form.missing') }
        : from < today && { from: t('hours.fromPast') }),
      ...(!isRight(week) && { week: t('hours.wrong') }),
    }),
    places: { effectiveFrom: 'from', hours: 'week' },
  })
  const { from, week } = form.values
  const request = { hours: toHours(week), effectiveFrom: from }
  const next = rulesAfter(workingHours, from)[0]
  const { found, back, submit } = useAskingFirst(form, {
    ask: ({ call }) => call.setWorkingHours({ ...request, validateOnly: true }),
    save: ({ call }) => call.setWorkingHours(request),
    done(revision) {
      form.saved()
      refresh(revision)
      if (rule !== undefined) go('/pro/hours', { replace: true })
    },
  })
  const isEmpty = week.every((day) => day.length === 0)
  return (
    <form
      className="card section"
      aria-label={t('hours.week')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (form.isDirty) submit()
      }}
    >
      <div className="spread">
        <h2>{t('hours.week')}</h2>
        <span className="muted small">
          {t('hours.sum', { duration: duration(minutesInWeek(week)) })}
        </span>
      </div>
      {isEmpty && (
        <div className="notice">
          <span>{t('hours.noneYet')}</span>
          <Button look="quiet" onClick={() => form.set({ week: OFFICE_WEEK })}>
            {t('hours.preset')}
          </Button>
        </div>
      )}
      <WeekEditor
        week={week}
        weekStartsOn={weekStartsOn}
        change={(changed) => form.set({ week: changed })}
      />
      <TextField
        of={form.of('from')}
        type="date"
        min={today}
        label={t('hours.from')}
        effect={
          next
            ? t('hours.fromUntil', {
                from: from === '' ? '…' : dateWords(from),
                until: dateWords(addDays(next.effectiveFrom, -1)),
              })
            : from === today
              ? t('hours.fromToday')
              : t('hours.fromLater', { from: from === '' ? '…' : dateWords(from) })
        }
      />
      <LaterRules setup={setup} refresh={refresh} />
      <SaveBar form={form} />
      <ConflictSheet found={found} sending={form.sending} save={() => submit()} close={back} />
    </form>
  )
}

/** Weeks that are set for later: each can be edited or dropped. */
function LaterRules({
  setup,
  refresh,
}: {
  readonly setup: Setup
  readonly refresh: (revision: number) => void
}) {
  const { workingHours, today, professional } = setup
  const [, go] = useLocation()
  const sending = useSending()
  const later = rulesAfter(workingHours, today)
  if (later.length === 0) return null
  const drop = async (effectiveFrom: string) => {
    const answer = await sending.send(({ call }) =>
      call.setWorkingHours({ hours: null, effectiveFrom }),
    )
    if (answer) refresh(answer.revision)
  }
  return (
    <section className="stack-tight" aria-label={tn('hours.later', later.length)}>
      <h3>{tn('hours.later', later.length)}</h3>
      <SendFailure failure={sending.failure} />
      <ul className="setup-list">
        {later.map(({ effectiveFrom, hours }) => (
          <li key={effectiveFrom}>
            <span>
              <strong>{t('hours.fromDate', { date: dateWords(effectiveFrom) })}</strong>
              <span className="muted small">
                {weekWords(toDraftWeek(hours), weekdaysFrom(professional.policy.weekStartsOn))}
              </span>
            </span>
            <Button look="quiet" onClick={() => go(`/pro/hours?rule=${effectiveFrom}`)}>
              {t('action.change')}
            </Button>
            <button
              type="button"
              className="icon-button"
              aria-label={t('hours.drop', { date: dateWords(effectiveFrom) })}
              onClick={() => begin(drop(effectiveFrom))}
            >
              <Icon name="trash" size={20} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
