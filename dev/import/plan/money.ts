// Prices: amounts as people and databases write them, in the minor unit of their currency.
import type { Price } from '../../../shared/contract/values/values.ts'
import { type Taking } from './values.ts'
import { finding } from './finding.ts'

/** Signs that stand for one currency alone; `$` and `kr` stand for many. */
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₺': 'TRY',
  '₽': 'RUB',
  '₩': 'KRW',
  '₪': 'ILS',
  zł: 'PLN',
  kč: 'CZK',
}

/** The ISO 4217 code that a text names, by its code or a sign that only one currency has. */
export function toCurrency(text: string): string | undefined {
  const trimmed = text.trim()
  const code = SIGNS[trimmed.toLowerCase()] ?? trimmed.toUpperCase()
  return /^[A-Z]{3}$/.test(code) && CODES.has(code) ? code : undefined
}

const CODES = new Set(Intl.supportedValuesOf('currency'))

/** How many digits a currency has behind its point: 2 of EUR, 0 of JPY, 3 of KWD. */
function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/**
 * `65`, `65.00` or `65,00` in the minor unit. Undefined for what may mean two things: `1,200` with a currency of two digits is
 * a thousand to some and one to others.
 */
export function toMinor(amount: string, currency: string): number | undefined {
  const digits = digitsOf(currency)
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(amount.trim())
  if (!match) return undefined
  const [, whole = '', fraction = ''] = match
  // Databases write more digits than there are, all zero.
  const kept = fraction.length > digits ? fraction.replace(/0+$/, '') : fraction
  const isPlain = fraction === '' || fraction.length !== 3 || digits === 3
  if (!isPlain || kept.length > digits) return undefined
  return Number(whole) * 10 ** digits + Number(kept.padEnd(digits, '0') || '0')
}

/**
 * A price as the contract has it; a service without one, or with one that cannot be told, has none.
 *
 * @param fallback the currency where the source names none, or by a sign that could be several
 */
export function takePrice(
  { at, findings }: Taking,
  amount: string,
  currency: string,
  fallback: string,
): Price | undefined {
  if (amount.trim() === '') return undefined
  const code = toCurrency(currency) ?? toCurrency(fallback)
  const isNothing = /^0*([.,]0*)?$/.test(amount.trim())
  if (code === undefined) {
    if (!isNothing)
      findings.push(
        finding(
          'not carried over',
          at,
          'currency',
          currency,
          'is not an ISO 4217 code such as EUR (--currency says which one is meant)',
        ),
      )
    return undefined
  }
  const amountMinor = toMinor(amount, code)
  if (amountMinor !== undefined && amountMinor <= 1_000_000_000)
    return { amountMinor, currency: code }
  findings.push(
    finding('not carried over', at, 'price', amount, `is not an amount of ${code} such as 65.00`),
  )
  return undefined
}
