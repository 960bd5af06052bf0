// The sentences that people read, by language: keys are typed by the English file, and the German one must have them all.
import de from './messages/de.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }

type Messages = typeof en
/** A sentence, by its meaning. */
export type MessageKey = keyof Messages

export type Language = 'en' | 'de'

const BY_LANGUAGE: Readonly<Record<Language, Messages>> = { en, de }

/** The language of a locale; English where there is no other. */
export const languageOf = (locale: string | undefined): Language =>
  locale?.toLowerCase().split('-')[0] === 'de' ? 'de' : 'en'

type Values = Readonly<Record<string, string | number>>

/**
 * A sentence in a language with its `{names}` filled in. One with forms by number goes by `count`.
 *
 * @throws where a name has no value: a mistake of ours
 */
export function message(language: Language, key: MessageKey, values: Values = {}): string {
  const found: string | Readonly<Record<string, string>> = BY_LANGUAGE[language][key]
  const form =
    typeof found === 'string'
      ? found
      : found[new Intl.PluralRules(language).select(Number(values['count']))]
  if (form === undefined) throw new Error(`${key} has no form for ${values['count']}`)
  return form.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${key} needs ${name}`)
    return String(value)
  })
}
