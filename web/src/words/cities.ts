// Cities as people write them, where the id of their zone does not: "São Paulo", and "Wien" in German. From Unicode's CLDR, by
// `node dev/cities.ts`; of the shown language alone.
import type { Language } from './languages.ts'

type Names = Readonly<Record<string, string>>

const FILES: Readonly<Record<Language, () => Promise<{ readonly default: Names }>>> = {
  en: () => import('./cities/en.json'),
  de: () => import('./cities/de.json'),
}

let names: Names = {}

/** Loads the names in a language. Without them the ids have to do: the app starts all the same. */
export async function loadCities(language: Language): Promise<void> {
  names = await FILES[language]().then(
    ({ default: read }) => read,
    () => ({}),
  )
}

/** `Berlin`, `New York`, `São Paulo` */
export function cityOf(zone: string): string {
  const id = zone.split('/').at(-1) ?? zone
  return names[id] ?? id.replaceAll('_', ' ')
}
