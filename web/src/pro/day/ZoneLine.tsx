// The zone in which a professional's page is, named where this device shows another time.
import { t } from '../../words/words.ts'
import { cityOf } from '../../words/cities.ts'
import { deviceZone, differs, zoneShort } from '../../words/when.ts'

export function ZoneLine({ zone, now }: { readonly zone: string; readonly now: Date }) {
  if (!differs(zone, deviceZone(), now)) return null
  return (
    <span className="small muted">
      {t('day.zone', {
        city: cityOf(zone),
        zone: zoneShort(zone, now),
        here: cityOf(deviceZone()),
      })}
    </span>
  )
}
