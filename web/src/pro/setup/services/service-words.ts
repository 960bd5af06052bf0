// What the fields of a service do, in words.
import type { Policy, Service } from '../../../../../client/index.ts'
import { toMinutes, toWhole } from '../../../parts/numbers.ts'
import { t, tn } from '../../../words/words.ts'
import { duration, money, span } from '../../../words/when.ts'
import { lengthsOf, type ServiceValues } from './service-form.ts'
import { countIn, suggestStep, takenMinutes, tellingHours } from './step.ts'

/** `45 min · €65.50 · 8 seats · needs approval` */
export function serviceLine(service: Service): string {
  return [
    duration(service.durationMinutes),
    service.price && money(service.price),
    service.capacity > 1 && tn('service.seats', service.capacity),
    service.approval === 'manual' && t('service.manual'),
  ]
    .filter((one) => typeof one === 'string')
    .join(' · ')
}

/** What one appointment takes of the day. */
export function takenWords(values: ServiceValues): string | undefined {
  const lengths = lengthsOf(values)
  if (!lengths) return undefined
  const taken = takenMinutes(lengths)
  return taken === lengths.durationMinutes
    ? t('service.takesNoBuffer', { duration: duration(taken) })
    : t('service.takes', { taken: duration(taken), duration: duration(lengths.durationMinutes) })
}

export function capacityWords(values: ServiceValues): string {
  const capacity = toWhole(values.capacity) ?? 1
  return capacity > 1 ? tn('service.capacityMany', capacity) : t('service.capacityOne')
}

/** The step that holds: typed here, else the professional's, else the duration. */
function stepInForce(values: ServiceValues, policy: Policy): number | undefined {
  return toWhole(values.step) ?? policy.slotStepMinutes ?? toWhole(values.duration)
}

/** `Starts every 45 min: 9:00, 9:45, 10:30` */
export function stepWords(values: ServiceValues, policy: Policy): string | undefined {
  const step = stepInForce(values, policy)
  if (step === undefined || step === 0) return undefined
  const of = values.step.trim() !== '' ? 'own' : policy.slotStepMinutes ? 'policy' : 'duration'
  const key = {
    own: 'service.stepOwn',
    policy: 'service.stepPolicy',
    duration: 'service.stepDuration',
  } as const
  return t(key[of], { step: duration(step) })
}

export interface StepChoice {
  readonly step: number
  readonly words: string
}

/** The better step where buffers leave gaps, and what choosing it means. */
export function stepChoice(values: ServiceValues, policy: Policy): StepChoice | undefined {
  const lengths = lengthsOf(values)
  const present = stepInForce(values, policy)
  if (!lengths || present === undefined || present === 0) return undefined
  const step = suggestStep(lengths)
  if (step === undefined || step === present) return undefined
  const hours = tellingHours(present, step, lengths)
  const [now, then] = [countIn(hours * 60, present, lengths), countIn(hours * 60, step, lengths)]
  if (then <= now) return undefined
  return {
    step,
    words: t('service.stepChoice', {
      step: duration(step),
      hours,
      now: tn('service.lessons', now),
      better: tn('service.lessons', then),
      present: duration(present),
    }),
  }
}

/** `Clients can book it from 2 hours before to 60 days ahead.` */
export function reachWords(values: ServiceValues, policy: Policy): string {
  const notice = toMinutes(values.notice) ?? policy.minNoticeMinutes
  const horizon = toWhole(values.horizon) ?? policy.horizonDays
  return reachOf(notice, horizon)
}

/** From when to when clients can book, of a notice and a horizon. */
export function reachOf(noticeMinutes: number, horizonDays: number): string {
  const until = horizonDays === 0 ? t('reach.today') : tn('reach.until', horizonDays)
  return noticeMinutes === 0
    ? t('reach.untilStart', { until })
    : t('reach.before', { notice: span(noticeMinutes), until })
}

export function priceWords(values: ServiceValues, minor: number | undefined): string {
  return minor === undefined
    ? t('service.noPrice')
    : t('service.priceShown', { price: money({ amountMinor: minor, currency: values.currency }) })
}
