// Time off is entered: when, a note of one's own; where bookings fall into it, whether they stay or are cancelled.
import { Button } from '../../../parts/Button.tsx'
import { AreaField, TextField } from '../../../parts/fields.tsx'
import { SendFailure } from '../../../parts/PageState.tsx'
import { Segments } from '../../../parts/Segments.tsx'
import { useForm } from '../../../parts/useForm.ts'
import { t, tn } from '../../../words/words.ts'
import { useAskingFirst } from '../asking-first.ts'
import { BookingList } from '../BookingList.tsx'
import type { Setup, SetupTimeOff } from '../setup.ts'
import { noTimeOff, type TimeOffValues, toRequest, toValues, wrongIn } from './time-off.ts'

interface Values extends TimeOffValues {
  readonly isCancelling: boolean
  readonly reason: string
}

export function TimeOffForm({
  setup,
  off,
  done,
}: {
  readonly setup: Setup
  readonly off: SetupTimeOff | undefined
  readonly done: (revision: number) => void
}) {
  const { today, professional } = setup
  const zone = professional.timeZone
  const form = useForm<Values>({
    name: `time off ${off?.timeOffId ?? 'new'}`,
    saved: { ...(off ? toValues(zone, off) : noTimeOff(today)), isCancelling: false, reason: '' },
    check: (values) =>
      Object.fromEntries(
        Object.entries(wrongIn(zone, today, values)).map(([field, key]) => [field, t(key)]),
      ),
    places: {
      startDate: 'first',
      endDate: 'last',
      start: 'startTime',
      end: 'endTime',
      note: 'note',
      reasonForClients: 'reason',
    },
  })
  const { isDays, isCancelling, reason, first } = form.values
  const request = toRequest(zone, form.values)
  const { found, back, submit } = useAskingFirst(form, {
    ask: ({ call }) => call.addTimeOff({ ...request, validateOnly: true }),
    async save({ call }) {
      const told = isCancelling
        ? {
            onConflict: 'cancel' as const,
            ...(reason.trim() !== '' && { reasonForClients: reason.trim() }),
          }
        : {}
      const added = await call.addTimeOff({ ...request, ...told })
      return off ? call.removeTimeOff({ timeOffId: off.timeOffId }) : added
    },
    done(revision) {
      form.discard()
      done(revision)
    },
  })
  if (found)
    return (
      <form className="stack" noValidate onSubmit={submit}>
        <h3>{tn('timeOff.conflicts', found.conflictCount)}</h3>
        <BookingList bookings={found.conflicts} count={found.conflictCount} />
        <Segments
          name={t('timeOff.keepOrCancel')}
          value={isCancelling ? 'cancel' : 'keep'}
          change={(value) => form.set({ isCancelling: value === 'cancel' })}
          choices={[
            { value: 'keep', label: t('timeOff.keep') },
            { value: 'cancel', label: t('timeOff.cancel') },
          ]}
        />
        {isCancelling ? (
          <AreaField
            of={form.of('reason')}
            label={t('timeOff.reason')}
            effect={t('timeOff.reasonEffect')}
            maxLength={1000}
          />
        ) : (
          <p className="field-hint">{t('timeOff.keepEffect')}</p>
        )}
        <SendFailure failure={form.failure} />
        <Button
          type="submit"
          isFull
          isBusy={form.sending.isSending}
          {...(isCancelling && { look: 'danger' as const })}
        >
          {isCancelling
            ? tn('timeOff.saveAndCancel', found.conflictCount)
            : t('timeOff.saveAndKeep')}
        </Button>
        <Button look="quiet" onClick={back}>
          {t('action.back')}
        </Button>
      </form>
    )
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <Segments
        name={t('timeOff.kind')}
        value={isDays ? 'days' : 'hours'}
        change={(value) => form.set({ isDays: value === 'days' })}
        choices={[
          { value: 'days', label: t('timeOff.days') },
          { value: 'hours', label: t('timeOff.hours') },
        ]}
      />
      <div className="pair">
        <TextField of={form.of('first')} type="date" min={today} label={t('timeOff.first')} />
        {isDays ? (
          <TextField of={form.of('last')} type="date" min={first} label={t('timeOff.last')} />
        ) : (
          <TextField of={form.of('startTime')} type="time" label={t('timeOff.startTime')} />
        )}
      </div>
      {!isDays && (
        <div className="pair">
          <TextField of={form.of('last')} type="date" min={first} label={t('timeOff.lastHours')} />
          <TextField of={form.of('endTime')} type="time" label={t('timeOff.endTime')} />
        </div>
      )}
      <AreaField
        of={form.of('note')}
        rows={2}
        maxLength={1000}
        label={t('timeOff.note')}
        effect={t('timeOff.noteEffect')}
      />
      <SendFailure failure={form.failure} />
      <Button type="submit" isFull isBusy={form.sending.isSending}>
        {t('action.save')}
      </Button>
    </form>
  )
}
