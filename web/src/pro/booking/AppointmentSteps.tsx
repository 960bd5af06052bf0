// How an appointment is going, for its professional: one primary button that follows its state, and running late.
import { type ReactNode, useEffect, useState } from 'react'
import { serverNow } from '../../app/backend.ts'
import { begin } from '../../app/begin.ts'
import { useIsOnline } from '../../app/online.ts'
import { Button } from '../../parts/Button.tsx'
import { t, tn } from '../../words/words.ts'
import { list, timeIn } from '../../words/when.ts'
import type { Appointment } from '../day/appointments.ts'
import type { Steps } from '../day/calendar.ts'
import type { BookingChange } from '../day/patches.ts'
import { LATE_STEPS, type Lateness, later, onTime, primaryStep, toldTimes } from '../day/steps.ts'

/** A second tap of a double tap is not meant for the button that the first has brought. */
const DOUBLE_TAP_MILLIS = 700

export function AppointmentSteps({
  appointment,
  steps,
  zone,
  now,
  children,
}: {
  readonly appointment: Appointment
  readonly steps: Steps
  readonly zone: string
  readonly now: Date
  /** What else can be done, beside running late. */
  readonly children?: ReactNode
}) {
  const [told, setTold] = useState<string>()
  const [isResting, rest] = useRest()
  const isOnline = useIsOnline()
  const step = primaryStep(appointment)
  const backOnTime = onTime(appointment, now)
  const first = appointment.bookings.find(({ status }) =>
    ['confirmed', 'in-progress'].includes(status),
  )
  if (!step || !first) return null
  const { bookingId } = first
  const ids = appointment.bookings
    .filter(({ status }) => ['confirmed', 'in-progress'].includes(status))
    .map((booking) => booking.bookingId)

  async function report(
    change: BookingChange,
    request: { readonly step: 'started' | 'finished' | 'running-late' } & Lateness,
  ): Promise<void> {
    setTold(undefined)
    const answer = await steps.send(ids, change, ({ call }) =>
      call.reportProgress({ bookingId, ...request }),
    )
    if (answer) setTold(tellOf(request, toldTimes(answer.delayed)))
  }

  function tellOf({ step: of, ...to }: { step: string } & Lateness, times: readonly Date[]) {
    const at = to.expectedStart ?? to.expectedEnd
    const own =
      of === 'running-late' && at
        ? t(to.expectedStart ? 'day.step.toldStart' : 'day.step.toldEnd', {
            time: timeIn(zone, at),
          })
        : undefined
    const others = [...new Set(times.map((time) => timeIn(zone, time)))]
    const behind =
      others.length > 0
        ? tn('day.step.toldBehind', others.length, { times: list(others) })
        : of === 'running-late'
          ? t('day.step.toldNobody')
          : undefined
    return [own, behind].filter((one) => one !== undefined).join(' ')
  }

  const late = (to: Lateness) => report(to, { step: 'running-late', ...to })
  return (
    <div className="stack-tight">
      <Button
        isFull
        isBusy={steps.isSending || isResting}
        disabled={!isOnline}
        onClick={() => {
          rest()
          begin(
            report(
              step === 'started'
                ? { status: 'in-progress', expectedStart: new Date(serverNow()) }
                : { status: 'completed' },
              { step },
            ),
          )
        }}
      >
        {t(step === 'started' ? 'day.step.start' : 'day.step.finish')}
      </Button>
      <div className="step-late" role="group" aria-label={t('day.step.late')}>
        <span className="small">{t('day.step.late')}</span>
        {LATE_STEPS.map((minutes) => (
          <Button
            key={minutes}
            look="secondary"
            className="numbers"
            disabled={!isOnline}
            aria-label={t('day.step.lateBy', { minutes })}
            onClick={() => begin(late(later(appointment, minutes, new Date(serverNow()))))}
          >
            +{minutes}
          </Button>
        ))}
        {children}
        {backOnTime && (
          <Button
            look="quiet"
            className="step-on-time"
            disabled={!isOnline}
            onClick={() => begin(late(backOnTime))}
          >
            {t('day.step.onTime')}
          </Button>
        )}
      </div>
      <p className="small step-told" role="status">
        {told}
      </p>
    </div>
  )
}

/** Whether a tap was just taken, and how to begin to be so. */
function useRest(): readonly [boolean, () => void] {
  const [isResting, setIsResting] = useState(false)
  useEffect(() => {
    if (!isResting) return undefined
    const timer = setTimeout(() => setIsResting(false), DOUBLE_TAP_MILLIS)
    return () => clearTimeout(timer)
  }, [isResting])
  return [isResting, () => setIsResting(true)]
}
