// A service as it is edited: its values as they are typed, what is wrong with them, what is sent.
import type { SaveServiceRequest, Service } from '../../../../../client/index.ts'
import type { Errors, Places } from '../../../parts/form.ts'
import {
  fromMinor,
  type SpanDraft,
  spanError,
  toMinor,
  toMinutes,
  toSpanDraft,
  toWhole,
  wholeError,
} from '../../../parts/numbers.ts'
import { t } from '../../../words/words.ts'
import { type DraftWeek, EMPTY_WEEK, isRight, toDraftWeek, toHours } from '../hours/week.ts'
import {
  perClientErrors,
  type PerClientValues,
  toPerClientPatch,
  toPerClientValues,
} from '../per-client.ts'
import type { Lengths } from './step.ts'

export interface ServiceValues extends PerClientValues {
  readonly name: string
  readonly description: string
  readonly duration: string
  readonly bufferBefore: string
  readonly bufferAfter: string
  readonly capacity: string
  readonly hasOwnHours: boolean
  readonly week: DraftWeek
  /** Empty: the professional's. */
  readonly step: string
  readonly notice: SpanDraft
  readonly horizon: string
  readonly isManual: boolean
  /** Empty: none is shown. */
  readonly price: string
  readonly currency: string
}

/** The fields of a new service. */
export function newService(currency: string): ServiceValues {
  return {
    name: '',
    description: '',
    duration: '30',
    bufferBefore: '0',
    bufferAfter: '0',
    capacity: '1',
    hasOwnHours: false,
    week: EMPTY_WEEK,
    step: '',
    notice: toSpanDraft(undefined),
    horizon: '',
    isManual: false,
    price: '',
    currency,
    ...toPerClientValues(),
  }
}

export function toServiceValues(service: Service, currency: string): ServiceValues {
  const { price, hours } = service
  return {
    name: service.name,
    description: service.description ?? '',
    duration: String(service.durationMinutes),
    bufferBefore: String(service.bufferBeforeMinutes),
    bufferAfter: String(service.bufferAfterMinutes),
    capacity: String(service.capacity),
    hasOwnHours: hours !== undefined,
    week: hours ? toDraftWeek(hours) : EMPTY_WEEK,
    step: service.slotStepMinutes?.toString() ?? '',
    notice: toSpanDraft(service.minNoticeMinutes),
    horizon: service.horizonDays?.toString() ?? '',
    isManual: service.approval === 'manual',
    price: price ? fromMinor(price.amountMinor, price.currency) : '',
    currency: price?.currency ?? currency,
    ...toPerClientValues(service.perClient),
  }
}

/** What is wrong, in words at its field. */
export function serviceErrors(values: ServiceValues): Errors<ServiceValues> {
  const found: { [K in keyof ServiceValues]?: string | undefined } = {
    name: values.name.trim() === '' ? t('form.missing') : undefined,
    duration: wholeError(values.duration, { min: 5, max: 1440 }),
    bufferBefore: wholeError(values.bufferBefore, { min: 0, max: 480 }),
    bufferAfter: wholeError(values.bufferAfter, { min: 0, max: 480 }),
    capacity: wholeError(values.capacity, { min: 1, max: 500 }),
    week: values.hasOwnHours ? hoursError(values.week) : undefined,
    step: wholeError(values.step, { min: 5, max: 1440, isOptional: true }),
    notice: spanError(values.notice, { max: 525_600, isOptional: true }),
    horizon: wholeError(values.horizon, { min: 0, max: 730, isOptional: true }),
    price: priceError(values),
    ...perClientErrors(values),
  }
  const errors: Errors<ServiceValues> = {}
  return Object.assign(
    errors,
    Object.fromEntries(Object.entries(found).filter(([, error]) => error !== undefined)),
  )
}

function hoursError(week: DraftWeek): string | undefined {
  if (week.every((day) => day.length === 0)) return t('service.noHours')
  return isRight(week) ? undefined : t('hours.wrong')
}

const MOST_MINOR = 1_000_000_000

function priceError({ price, currency }: ServiceValues): string | undefined {
  if (price.trim() === '') return undefined
  const minor = toMinor(price, currency)
  return minor === undefined || minor > MOST_MINOR ? t('form.price') : undefined
}

/** Where the request's fields are shown. */
export const SERVICE_PLACES: Places<ServiceValues> = {
  name: 'name',
  description: 'description',
  durationMinutes: 'duration',
  bufferBeforeMinutes: 'bufferBefore',
  bufferAfterMinutes: 'bufferAfter',
  capacity: 'capacity',
  hours: 'week',
  slotStepMinutes: 'step',
  minNoticeMinutes: 'notice',
  horizonDays: 'horizon',
  price: 'price',
  'price.currency': 'currency',
  'perClient.maxUpcoming': 'maxUpcoming',
  'perClient.maxPerDay': 'maxPerDay',
  'perClient.maxPerWeek': 'maxPerWeek',
}

type Request = { -readonly [K in keyof SaveServiceRequest]: SaveServiceRequest[K] }

/** What is sent of what changed: an optional field that was emptied is cleared, on a new service left out. */
export function toServiceRequest(
  values: ServiceValues,
  changed: Partial<ServiceValues>,
  isNew: boolean,
): SaveServiceRequest {
  const has = (...names: readonly (keyof ServiceValues)[]) => names.some((name) => name in changed)
  const request: Request = {}
  const cleared = isNew ? undefined : null
  if (isNew || has('name')) request.name = values.name.trim()
  if (has('description')) request.description = values.description.trim() || cleared
  if (isNew || has('duration')) request.durationMinutes = toWhole(values.duration)
  if (has('bufferBefore')) request.bufferBeforeMinutes = toWhole(values.bufferBefore)
  if (has('bufferAfter')) request.bufferAfterMinutes = toWhole(values.bufferAfter)
  if (has('capacity')) request.capacity = toWhole(values.capacity)
  if (has('hasOwnHours', 'week') && (values.hasOwnHours || has('hasOwnHours')))
    request.hours = values.hasOwnHours ? toHours(values.week) : cleared
  if (has('step')) request.slotStepMinutes = toWhole(values.step) ?? cleared
  if (has('notice')) request.minNoticeMinutes = toMinutes(values.notice) ?? cleared
  if (has('horizon')) request.horizonDays = toWhole(values.horizon) ?? cleared
  if (has('isManual')) request.approval = values.isManual ? 'manual' : 'automatic'
  if (has('price') || (has('currency') && values.price.trim() !== '')) {
    const amountMinor = toMinor(values.price, values.currency)
    request.price = amountMinor === undefined ? cleared : { amountMinor, currency: values.currency }
  }
  const perClient = toPerClientPatch(changed)
  if (perClient) request.perClient = perClient
  return request
}

/** The lengths that are typed, where all three are right. */
export function lengthsOf(values: ServiceValues): Lengths | undefined {
  const { bufferBefore, bufferAfter } = values
  const durationMinutes = toWhole(values.duration)
  const [bufferBeforeMinutes, bufferAfterMinutes] = [toWhole(bufferBefore), toWhole(bufferAfter)]
  if (durationMinutes === undefined || durationMinutes === 0) return undefined
  if (bufferBeforeMinutes === undefined || bufferAfterMinutes === undefined) return undefined
  return { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes }
}
