// Formats of Intl in the reader's locale, each made once: making one costs a hundred times what using it does. Their number is
// bounded by the styles of the app times the zones and currencies that somebody sees.
import { formatLocale } from './language.ts'
import { currentLanguage } from './words.ts'

/** A maker of formats that keeps what it made. */
function keeping<Options extends object, Format>(
  make: (locale: string, options: Options) => Format,
): (options: Options, locale?: string) => Format {
  const kept = new Map<string, Format>()
  return (options, locale = formatLocale(currentLanguage())) => {
    const key = `${locale} ${JSON.stringify(options)}`
    const found = kept.get(key)
    if (found) return found
    const made = make(locale, options)
    kept.set(key, made)
    return made
  }
}

/** Dates and times: `timeZone` is always among the options. */
export const dateFormat = keeping<
  Intl.DateTimeFormatOptions & { readonly timeZone: string },
  Intl.DateTimeFormat
>((locale, options) => new Intl.DateTimeFormat(locale, options))

export const numberFormat = keeping<Intl.NumberFormatOptions, Intl.NumberFormat>(
  (locale, options) => new Intl.NumberFormat(locale, options),
)

export const relativeFormat = keeping<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(
  (locale, options) => new Intl.RelativeTimeFormat(locale, options),
)

export const listFormat = keeping<Intl.ListFormatOptions, Intl.ListFormat>(
  (locale, options) => new Intl.ListFormat(locale, options),
)
