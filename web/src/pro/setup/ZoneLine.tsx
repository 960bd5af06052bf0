// Whose clock the times of a page are by: said where the device's differs from the professional's.
import { Icon } from '../../parts/Icon.tsx'
import { t } from '../../words/words.ts'
import { cityOf } from '../../words/cities.ts'
import { deviceZone, differs, zoneShort } from '../../words/when.ts'

export function ZoneLine({ zone, now }: { readonly zone: string; readonly now: Date }) {
  if (!differs(zone, deviceZone(), now)) return null
  return (
    <p className="zone-line muted small">
      <Icon name="clock" size={18} />
      {t('setup.zone', { city: cityOf(zone), short: zoneShort(zone, now) })}
    </p>
  )
}
