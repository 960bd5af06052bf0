// The time zones to choose from, as people look for them: city, part of the world, what its clocks are ahead.
import { cityOf } from '../words/cities.ts'
import { formatLocale } from '../words/language.ts'
import { offsetMinutes } from '../words/when.ts'
import { currentLanguage, type Key, t } from '../words/words.ts'

interface ZoneChoice {
  readonly value: string
  readonly label: string
}

/** The first parts of ids that are parts of the world. Browsers leave their names out of Intl. */
const PARTS: Readonly<Record<string, Key>> = {
  Africa: 'zone.part.africa',
  America: 'zone.part.america',
  Asia: 'zone.part.asia',
  Australia: 'zone.part.australia',
  Europe: 'zone.part.europe',
  Pacific: 'zone.part.pacific',
}

function partOf(zone: string): string | undefined {
  const part = PARTS[zone.split('/')[0] ?? '']
  return part && t(part)
}

function aheadOf(zone: string, now: Date): string {
  const minutes = offsetMinutes(zone, now)
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`
}

/** `Berlin, Europe (UTC+1)`: every zone that the browser knows, and others that are asked for, by their cities. */
export function zonesLike(others: readonly string[], now: Date): readonly ZoneChoice[] {
  const locale = formatLocale(currentLanguage())
  const { compare } = new Intl.Collator(locale)
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), ...others.filter(Boolean)])
  return [...zones]
    .map((value) => {
      const where = [cityOf(value), partOf(value)].filter(Boolean).join(', ')
      const ahead = aheadOf(value, now)
      return { value, label: where === ahead ? where : `${where} (${ahead})` }
    })
    .toSorted((a, b) => compare(a.label, b.label))
}
