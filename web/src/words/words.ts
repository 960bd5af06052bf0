// The texts of the app: typed keys, places to fill, plurals. Only the language that is shown is loaded; the professional's
// texts come with the professional's pages.
import { makeStore } from '../app/store.ts'
import { loadCities } from './cities.ts'
import type { Language } from './languages.ts'
import type account from '../../messages/en/account.json'
import type client from '../../messages/en/client.json'
import type day from '../../messages/en/day.json'
import type setup from '../../messages/en/setup.json'

/** Texts come in bundles, loaded where they are needed. */
export type Bundle = 'client' | 'account' | 'day' | 'setup'

type AllKeys = keyof typeof client | keyof typeof account | keyof typeof day | keyof typeof setup
/** Keys with forms of a plural, without the form. */
export type CountedKey = StemOf<AllKeys>
type StemOf<K> = K extends `${infer Stem}.other` ? Stem : never
/** A text's key. */
export type Key = Exclude<AllKeys, `${CountedKey}.${'one' | 'other'}`>
export type Filling = Readonly<Record<string, string | number>>

type Texts = Readonly<Record<string, string>>

const texts = new Map<string, string>()
const loaded = new Set<Bundle>()
/** The language that is shown, so that everything is drawn again when it changes. */
export const shownLanguage = makeStore<Language>('en')

let language: Language = 'en'
let plurals = new Intl.PluralRules('en')
let counts = new Intl.NumberFormat('en')

const files = import.meta.glob<Texts>('../../messages/*/*.json', { import: 'default' })

async function load(bundle: Bundle): Promise<void> {
  const file = files[`../../messages/${language}/${bundle}.json`]
  if (!file) throw new Error(`there are no texts ${language}/${bundle}`)
  for (const [key, text] of Object.entries(await file())) texts.set(key, text)
  loaded.add(bundle)
}

/** Loads a bundle of texts, once. */
export async function loadWords(bundle: Bundle): Promise<void> {
  if (!loaded.has(bundle)) await load(bundle)
}

/** Changes the language: every bundle that was loaded is loaded in it, then it is shown. */
export async function setLanguage(to: Language): Promise<void> {
  language = to
  plurals = new Intl.PluralRules(to)
  counts = new Intl.NumberFormat(to)
  const bundles = new Set<Bundle>(['client', ...loaded])
  await Promise.all([...[...bundles].map(load), loadCities(to)])
  shownLanguage.set(to)
}

/** The language of texts, dates and numbers. */
export function currentLanguage(): Language {
  return language
}

const fill = (text: string, filling: Filling): string =>
  // Most texts have no place to fill, and a page has hundreds.
  !text.includes('{')
    ? text
    : text.replace(/\{(\w+)\}(\.?)/g, (_, name: string, stop: string) => {
        const filled = String(filling[name] ?? `{${name}}`)
        // What is abbreviated at the end of a sentence ends it, too: "30 Min."
        return filled.endsWith('.') ? filled : filled + stop
      })

/** The text of a key, its places filled. */
export function t(key: Key, filling: Filling = {}): string {
  return fill(texts.get(key) ?? key, filling)
}

/** The text of a key for a number of things; `{count}` is that number. */
export function tn(key: CountedKey, count: number, filling: Filling = {}): string {
  const text = texts.get(`${key}.${plurals.select(count)}`) ?? texts.get(`${key}.other`) ?? key
  return fill(text, { count: counts.format(count), ...filling })
}
