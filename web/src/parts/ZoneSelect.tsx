// Choosing a time zone: the device's own list, by the names of cities.
import { type ComponentProps, useMemo } from 'react'
import { serverNow } from '../app/backend.ts'
import { deviceZone } from '../words/when.ts'
import { zonesLike } from './zones.ts'

export function ZoneSelect({
  value,
  onChange,
  ...rest
}: Omit<ComponentProps<'select'>, 'value' | 'onChange'> & {
  readonly value: string
  readonly onChange: (zone: string) => void
}) {
  const zones = useMemo(() => zonesLike([deviceZone(), value], new Date(serverNow())), [value])
  return (
    <select {...rest} value={value} onChange={(event) => onChange(event.target.value)}>
      {zones.map((zone) => (
        <option key={zone.value} value={zone.value}>
          {zone.label}
        </option>
      ))}
    </select>
  )
}
