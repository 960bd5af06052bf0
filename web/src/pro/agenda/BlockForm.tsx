// Blocks time: while it is filled in, the bookings that fall in it are named, to be kept or cancelled.
import { useDeferredValue, useId, useState } from 'react'
import { Link } from 'wouter'
import { begin } from '../../app/begin.ts'
import { useAsked, useSending } from '../../app/live.ts'
import { useIsOnline } from '../../app/online.ts'
import { Button } from '../../parts/Button.tsx'
import { SendFailure } from '../../parts/PageState.tsx'
import { t, tn } from '../../words/words.ts'
import { rangeIn, shortDayIn, soonIn } from '../../words/when.ts'
import { instantOf } from '../day/wall.ts'
import type { AddFormProps } from './add-form.ts'
import { endOf } from './times.ts'

const NAMED = 5

export function BlockForm({ schedule, now, first, onDone }: AddFormProps) {
  const zone = schedule.professional.timeZone
  const [form, setForm] = useState({ ...first, note: '', reason: '' })
  const [onConflict, setOnConflict] = useState<'keep' | 'cancel'>('keep')
  const sending = useSending()
  const isOnline = useIsOnline()
  const name = useId()
  const start = instantOf(zone, form.date, form.start)
  const end = start && endOf(zone, form)
  const isPast = end !== undefined && end <= now
  const span = start && end && !isPast ? { start, end } : undefined
  const asked = useDeferredValue(span && `${start?.toISOString()} ${end?.toISOString()}`)
  const effect = useAsked(asked && `block ${asked}`, ({ call }, signal) =>
    call.addTimeOff({ ...span, validateOnly: true }, { signal }),
  )
  const { conflicts = [], conflictCount = 0 } = (span && effect.data) ?? {}
  const set = (by: Partial<typeof form>) => {
    sending.clear()
    setForm({ ...form, ...by })
  }
  async function block(): Promise<void> {
    if (!span) return
    const [note, reason] = [form.note.trim(), form.reason.trim()]
    const isCancelling = conflictCount > 0 && onConflict === 'cancel'
    const answer = await sending.send(({ call }) =>
      call.addTimeOff({
        ...span,
        ...(note !== '' && { note }),
        onConflict: isCancelling ? 'cancel' : 'keep',
        ...(isCancelling && reason !== '' && { reasonForClients: reason }),
      }),
    )
    if (!answer) return
    const when = `${shortDayIn(zone, span.start)}, ${rangeIn(zone, span.start, span.end)}`
    onDone(
      isCancelling
        ? tn('agenda.blockedCancelled', conflictCount, { when })
        : t('agenda.blockedDone', { when }),
    )
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        begin(block())
      }}
    >
      <div className="agenda-span">
        <label className="field">
          <span>{t('day.when.date')}</span>
          <input
            type="date"
            required
            value={form.date}
            onChange={(event) => set({ date: event.target.value })}
          />
        </label>
        <label className="field">
          <span>{t('agenda.from')}</span>
          <input
            type="time"
            required
            value={form.start}
            onChange={(event) => set({ start: event.target.value })}
          />
        </label>
        <label className="field">
          <span>{t('agenda.to')}</span>
          <input
            type="time"
            required
            value={form.end}
            onChange={(event) => set({ end: event.target.value })}
          />
        </label>
      </div>
      {isPast && <p className="field-error">{t('agenda.blockPast')}</p>}
      <label className="field">
        <span>{t('agenda.note')}</span>
        <input
          maxLength={1000}
          value={form.note}
          onChange={(event) => set({ note: event.target.value })}
        />
      </label>
      <div className="agenda-effect" aria-live="polite">
        {span && conflictCount > 0 && (
          <fieldset className="notice warn agenda-conflicts">
            <legend>{tn('agenda.fall', conflictCount)}</legend>
            <ul>
              {conflicts.slice(0, NAMED).map((one) => (
                <li key={one.bookingId} className="numbers">
                  {soonIn(zone, new Date(one.start), now)} {one.client.name}
                </li>
              ))}
              {conflictCount > NAMED && <li>{tn('agenda.more', conflictCount - NAMED)}</li>}
            </ul>
            {(['keep', 'cancel'] as const).map((one) => (
              <label key={one} className="agenda-choice">
                <input
                  type="radio"
                  name={name}
                  checked={onConflict === one}
                  onChange={() => setOnConflict(one)}
                />
                {t(one === 'keep' ? 'agenda.conflictKeep' : 'agenda.conflictCancel')}
              </label>
            ))}
            {onConflict === 'cancel' && (
              <label className="field">
                <span>{t('agenda.reason')}</span>
                <input
                  maxLength={1000}
                  value={form.reason}
                  onChange={(event) => set({ reason: event.target.value })}
                />
              </label>
            )}
          </fieldset>
        )}
        {span && effect.data && conflictCount === 0 && (
          <p className="small muted">{t('agenda.fallNone')}</p>
        )}
      </div>
      <SendFailure failure={sending.failure ?? effect.failure} />
      <Button type="submit" isFull isBusy={sending.isSending} disabled={!span || !isOnline}>
        {conflictCount > 0 && onConflict === 'cancel'
          ? tn('agenda.blockAndCancel', conflictCount)
          : t('agenda.blockDo')}
      </Button>
      <p className="field-hint">
        <Link href="/pro/hours">{t('agenda.wholeDays')}</Link>
      </p>
    </form>
  )
}
