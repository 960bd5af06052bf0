// Which language and which hour cycle somebody reads: what they chose here, what their account says, what the browser says.
import { chosenHours, type Hours } from '../app/preferences.ts'
import type { Language } from './languages.ts'

const KEPT = 'language'

/** The language to begin with, before the account is known. */
export function firstLanguage(): Language {
  return toLanguage(kept() ?? navigator.language)
}

/** A locale's language as far as the app speaks it: `de-AT` is German, everything else that is not German English. */
export function toLanguage(locale: string): Language {
  return locale.toLowerCase().startsWith('de') ? 'de' : 'en'
}

/** Keeps the language for the next start. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT, language)
  } catch {
    // Storage that is switched off loses a preference, nothing else.
  }
}

/** The locale for dates and numbers: the browser's own where it is of the shown language, with its hour cycle. */
export function formatLocale(language: Language): string {
  const { languages } = navigator
  const hours = chosenHours()
  // Each date on a page asks; what the browser says is the same object until it says something else.
  if (last?.languages === languages && last.hours === hours && last.language === language)
    return last.locale
  const own = languages.find((one) => toLanguage(one) === language && isLocale(one)) ?? language
  const locale =
    hours === 'auto'
      ? own
      : new Intl.Locale(own, { hourCycle: hours === '12' ? 'h12' : 'h23' }).toString()
  last = { languages, hours, language, locale }
  return locale
}

let last:
  | {
      readonly languages: readonly string[]
      readonly hours: Hours
      readonly language: Language
      readonly locale: string
    }
  | undefined

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}

/** Browsers hand on what the system is set to, which may be no locale at all: `en-US@posix`. */
function isLocale(text: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(text).length > 0
  } catch {
    return false
  }
}
