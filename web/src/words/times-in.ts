// Words for the zone that times are shown in.
import { cityOf } from './cities.ts'
import { zoneShort } from './when.ts'
import { t } from './words.ts'

/** "Times in New York time (GMT-5)"; a zone that is no city's has one name: "Times in UTC". */
export function timesIn(zone: string, at: Date): string {
  const [city, short] = [cityOf(zone), zoneShort(zone, at)]
  return city === short ? t('zone.line.cityless', { short }) : t('zone.line', { city, short })
}

/** "New York (GMT-5)", or "UTC". */
export function zoneNamed(zone: string, at: Date): string {
  const [city, short] = [cityOf(zone), zoneShort(zone, at)]
  return city === short ? short : `${city} (${short})`
}
