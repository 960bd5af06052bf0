// Numbers as they are typed into a form: whole ones, lengths of time with their unit, money; empty where there is none.
import { t } from '../words/words.ts'

export interface Limits {
  readonly min: number
  readonly max: number
  /** Empty is none. */
  readonly isOptional?: true
}

/** The whole number that was typed; undefined where it is none, or empty. */
export function toWhole(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : undefined
}

/** What is wrong with a number that was typed. */
export function wholeError(text: string, { min, max, isOptional }: Limits): string | undefined {
  if (text.trim() === '') return isOptional ? undefined : t('form.missing')
  const number = toWhole(text)
  const isRight = number !== undefined && number >= min && number <= max
  return isRight ? undefined : t('form.whole', { min, max })
}

export const SPAN_UNITS = { minutes: 1, hours: 60, days: 1440 } as const
export type SpanUnit = keyof typeof SPAN_UNITS

/** A length of time in a field and its unit. */
export interface SpanDraft {
  readonly amount: string
  readonly unit: SpanUnit
}

/** Minutes in the largest unit that shows them whole; none is empty. */
export function toSpanDraft(minutes: number | undefined, unit: SpanUnit = 'hours'): SpanDraft {
  if (minutes === undefined) return { amount: '', unit }
  if (minutes === 0) return { amount: '0', unit }
  const fitting = minutes % 1440 === 0 ? 'days' : minutes % 60 === 0 ? 'hours' : 'minutes'
  return { amount: String(minutes / SPAN_UNITS[fitting]), unit: fitting }
}

/** Its minutes; undefined where nothing is typed, or no number. */
export function toMinutes({ amount, unit }: SpanDraft): number | undefined {
  const whole = toWhole(amount)
  return whole === undefined ? undefined : whole * SPAN_UNITS[unit]
}

export function spanError(
  draft: SpanDraft,
  { max, isOptional }: Omit<Limits, 'min'>,
): string | undefined {
  if (draft.amount.trim() === '') return isOptional ? undefined : t('form.missing')
  const minutes = toMinutes(draft)
  if (minutes !== undefined && minutes <= max) return undefined
  return t('form.whole', { min: 0, max: Math.floor(max / SPAN_UNITS[draft.unit]) })
}

/** How many digits of a currency stand behind the point: 2 for EUR, 0 for JPY, 3 for KWD. */
export function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  )
}

/** `42.50` or `42,50` in minor units; undefined where it is no amount, or has more digits than the currency. */
export function toMinor(text: string, currency: string): number | undefined {
  const digits = digitsOf(currency)
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim())
  if (!match) return undefined
  const [, whole = '', fraction = ''] = match
  if (fraction.length > digits) return undefined
  return Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, '0') || '0')
}

/** An amount as it is typed: `42`, `42.50`. */
export function fromMinor(amountMinor: number, currency: string, point = '.'): string {
  const digits = digitsOf(currency)
  const whole = Math.floor(amountMinor / 10 ** digits)
  const rest = amountMinor % 10 ** digits
  return rest === 0 ? String(whole) : `${whole}${point}${String(rest).padStart(digits, '0')}`
}
