// The time zones to choose from, as people look for them: city, region, what its clocks are ahead.
import { cityOf, offsetMinutes } from '../words/when.ts'

interface ZoneChoice {
  readonly value: string
  readonly label: string
}

/** `Berlin, Europe (UTC+1)` */
function zoneLabel(zone: string, now: Date): string {
  const region = zone.split('/').slice(0, -1).join(', ').replaceAll('_', ' ')
  const minutes = offsetMinutes(zone, now)
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  const ahead =
    minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`
  return region === '' ? `${zone} (${ahead})` : `${cityOf(zone)}, ${region} (${ahead})`
}

/** Every zone that the browser knows, the one that is chosen too. */
export function zonesLike(chosen: string, now: Date): readonly ZoneChoice[] {
  const known = Intl.supportedValuesOf('timeZone')
  const zones = known.includes(chosen) || chosen === '' ? known : [chosen, ...known]
  return zones.map((value) => ({ value, label: zoneLabel(value, now) }))
}
