// Language tags (BCP 47).

/** Longer ones name no language that anybody reads. */
const LOCALE_CHARACTERS = 100

/** A language tag in its canonical form, `de-CH`; undefined for what is none. */
export function toLocale(tag: string): string | undefined {
  if (tag.length > LOCALE_CHARACTERS) return undefined
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined // a RangeError: it is none
  }
}
