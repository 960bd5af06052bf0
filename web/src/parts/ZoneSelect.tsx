// Choosing a time zone: the device's own list of them, by their names.
import type { ComponentProps } from 'react'
import { deviceZone } from '../words/when.ts'

const NAMES = Intl.supportedValuesOf('timeZone')

export function ZoneSelect({
  value,
  onChange,
  ...rest
}: Omit<ComponentProps<'select'>, 'value' | 'onChange'> & {
  readonly value: string
  readonly onChange: (zone: string) => void
}) {
  const names = [...new Set([deviceZone(), value, ...NAMES])].toSorted()
  return (
    <select {...rest} value={value} onChange={(event) => onChange(event.target.value)}>
      {names.map((name) => (
        <option key={name} value={name}>
          {name.replaceAll('_', ' ')}
        </option>
      ))}
    </select>
  )
}
