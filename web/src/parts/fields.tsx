// The fields of forms: a name above, what it does below, what is wrong at it; bound to a form's value by `form.of('name')`.
import { NativeSelect, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { zonesLike } from './zones.ts'
import type { Bound } from './useForm.ts'
import './fields.css'

interface Named {
  readonly label: string
  /** What the field does, in words. */
  readonly effect?: ReactNode
}

const shared = (
  { label, effect }: Named,
  { left, error }: Pick<Bound<string>, 'left' | 'error'>,
) => ({
  label,
  description: effect,
  error,
  onBlur: left,
  inputWrapperOrder: ['label', 'input', 'error', 'description'] as (
    | 'label'
    | 'input'
    | 'error'
    | 'description'
  )[],
})

export function TextField({
  of,
  type = 'text',
  maxLength,
  placeholder,
  unit,
  autoComplete,
  min,
  max,
  ...named
}: Named & {
  readonly of: Bound<string>
  readonly type?: 'text' | 'date' | 'time' | 'email' | 'tel' | 'url'
  readonly maxLength?: number
  readonly placeholder?: string
  /** Written behind what is typed. */
  readonly unit?: string
  readonly autoComplete?: string
  readonly min?: string
  readonly max?: string
}) {
  return (
    <TextInput
      {...shared(named, of)}
      type={type}
      value={of.value}
      onChange={(event) => of.set(event.currentTarget.value)}
      {...(maxLength !== undefined && { maxLength })}
      {...(placeholder !== undefined && { placeholder })}
      {...(autoComplete !== undefined && { autoComplete })}
      {...(min !== undefined && { min })}
      {...(max !== undefined && { max })}
      {...(unit !== undefined && {
        rightSection: <span className="field-unit">{unit}</span>,
        rightSectionWidth: `${unit.length + 2}ch`,
        rightSectionPointerEvents: 'none' as const,
      })}
    />
  )
}

/** A whole number, typed as text: what is typed stays, also where it is none. */
export function NumberField({
  of,
  unit,
  placeholder,
  ...named
}: Named & {
  readonly of: Bound<string>
  readonly unit?: string
  readonly placeholder?: string
}) {
  return (
    <TextInput
      {...shared(named, of)}
      inputMode="decimal"
      autoComplete="off"
      value={of.value}
      onChange={(event) => of.set(event.currentTarget.value)}
      {...(placeholder !== undefined && { placeholder })}
      {...(unit !== undefined && {
        rightSection: <span className="field-unit">{unit}</span>,
        rightSectionWidth: `${unit.length + 2}ch`,
        rightSectionPointerEvents: 'none' as const,
      })}
    />
  )
}

export function AreaField({
  of,
  rows = 3,
  maxLength,
  ...named
}: Named & { readonly of: Bound<string>; readonly rows?: number; readonly maxLength?: number }) {
  return (
    <Textarea
      {...shared(named, of)}
      rows={rows}
      value={of.value}
      onChange={(event) => of.set(event.currentTarget.value)}
      {...(maxLength !== undefined && { maxLength })}
    />
  )
}

export interface Choice {
  readonly value: string
  readonly label: string
}

/** One of a few, by the device's own list. */
export function ChoiceField({
  of,
  choices,
  ...named
}: Named & { readonly of: Bound<string>; readonly choices: readonly Choice[] }) {
  return (
    <NativeSelect
      {...shared(named, of)}
      size="md"
      data={choices.map((one) => ({ ...one }))}
      value={of.value}
      onChange={(event) => of.set(event.currentTarget.value)}
    />
  )
}

/** Yes or no, with what it does below. */
export function SwitchField({ of, label, effect }: Named & { readonly of: Bound<boolean> }) {
  return (
    <Switch
      className="field-switch"
      label={label}
      description={effect}
      error={of.error}
      checked={of.value}
      onChange={(event) => of.set(event.currentTarget.checked)}
    />
  )
}

const HOUR_MILLIS = 3_600_000

/** A time zone, found by its city, its region or the time that it has. */
export function ZoneField({
  of,
  now,
  ...named
}: Named & { readonly of: Bound<string>; readonly now: Date }) {
  // Some four hundred zones, each with what its clocks are ahead: not anew with every letter that is typed in the form.
  const hour = Math.floor(now.getTime() / HOUR_MILLIS)
  const zones = useMemo(
    () => zonesLike([of.value], new Date(hour * HOUR_MILLIS)).map((one) => ({ ...one })),
    [of.value, hour],
  )
  return (
    <Select
      {...shared(named, of)}
      searchable
      // What is typed next takes the place of what is chosen.
      onClick={(event) => event.currentTarget.select()}
      onFocus={(event) => event.currentTarget.select()}
      limit={60}
      maxDropdownHeight={280}
      allowDeselect={false}
      comboboxProps={{ withinPortal: true }}
      data={zones}
      value={of.value}
      onChange={(value) => value !== null && of.set(value)}
    />
  )
}
