// The currencies to choose from, by name; the one to begin with.
import { formatLocale } from '../../words/language.ts'
import { currentLanguage } from '../../words/words.ts'

const FIRST = ['EUR', 'USD', 'GBP', 'CHF']

/** Every currency that the browser knows; the most used first. */
export function currencyChoices(
  chosen: string,
): readonly { readonly value: string; readonly label: string }[] {
  const names = new Intl.DisplayNames(formatLocale(currentLanguage()), { type: 'currency' })
  const known = Intl.supportedValuesOf('currency')
  const all = [...new Set([...(chosen === '' ? [] : [chosen]), ...FIRST, ...known])]
  return all.map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }))
}

const BY_REGION: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  LI: 'CHF',
  JP: 'JPY',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  BR: 'BRL',
  IN: 'INR',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
}

/** What somebody of that locale most likely charges in: that of other services first. */
export function likelyCurrency(
  services: readonly { readonly price?: { readonly currency: string } }[],
): string {
  const used = services.find(({ price }) => price)?.price?.currency
  const region = new Intl.Locale(formatLocale(currentLanguage())).maximize().region ?? ''
  return used ?? BY_REGION[region] ?? 'EUR'
}
