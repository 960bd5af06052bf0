// `node dev/cities.ts FOLDER`: rewrites the names of cities in web/src/words/cities from Unicode's CLDR, as the npm package
// cldr-dates-full has them (`npm pack cldr-dates-full`, unpacked). It is far too large to be a dependency for so few words.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { required, text } from './command/option.ts'
import { runCommand } from './command/run.ts'

interface Named {
  readonly exemplarCity?: string
}
/** What CLDR says of zones, as a tree by the parts of their ids. */
interface Zones {
  readonly [part: string]: Zones | Named | string
}

interface CldrFile {
  readonly main: Readonly<
    Record<string, { readonly dates: { readonly timeZoneNames: { readonly zone: Zones } } }>
  >
}

/** Cities whose zone has a newer id than CLDR's: both are met. */
const ALSO: Readonly<Record<string, string>> = {
  Asmera: 'Asmara',
  Calcutta: 'Kolkata',
  Coral_Harbour: 'Atikokan',
  Enderbury: 'Kanton',
  Faeroe: 'Faroe',
  Godthab: 'Nuuk',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Ponape: 'Pohnpei',
  Rangoon: 'Yangon',
  Saigon: 'Ho_Chi_Minh',
  Truk: 'Chuuk',
}

function* namesIn(zones: Zones): Generator<readonly [string, string]> {
  for (const [part, below] of Object.entries(zones)) {
    if (typeof below === 'string') continue
    // Soft hyphens are for columns narrower than any here.
    if (typeof below.exemplarCity === 'string')
      yield [part, below.exemplarCity.replaceAll('\u00AD', '')]
    else yield* namesIn(below as Zones) // what has no city is a part of the id
  }
}

/** Names that the ids of zones do not say by themselves, by the last parts of the ids. */
function citiesIn(zones: Zones): Readonly<Record<string, string>> {
  const named = [...namesIn(zones)].flatMap(([id, name]) => {
    const newer = ALSO[id]
    return newer === undefined
      ? [[id, name] as const]
      : ([
          [id, name],
          [newer, name],
        ] as const)
  })
  const telling = named.filter(([id, name]) => id.replaceAll('_', ' ') !== name)
  return Object.fromEntries(telling.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

await runCommand(
  {
    name: 'node dev/cities.ts',
    does: 'Rewrites the names of cities in web/src/words/cities from Unicode’s CLDR.',
    arguments: {
      folder: required(text('FOLDER', 'where the package cldr-dates-full is unpacked')),
    },
    examples: [
      ['npm pack cldr-dates-full && tar xzf cldr-dates-full-*.tgz', 'gets the package'],
      ['node dev/cities.ts package', 'with what was unpacked there'],
    ],
  },
  ({ folder }) => {
    for (const language of ['en', 'de'] as const) {
      const source = readFileSync(join(folder, `main/${language}/timeZoneNames.json`), 'utf8')
      const read = JSON.parse(source) as CldrFile // CLDR's form of these files since its version 22
      const { zone } = read.main[language]?.dates.timeZoneNames ?? {}
      if (!zone) throw new Error(`${folder} names no zones in ${language}`)
      const path = join(import.meta.dirname, `../web/src/words/cities/${language}.json`)
      writeFileSync(path, `${JSON.stringify(citiesIn(zone), null, 2)}\n`)
      console.log(`wrote ${path}`)
    }
  },
)
