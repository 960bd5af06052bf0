// A length of time: a number and its unit side by side, one field to whoever hears it.
import { Input, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../words/words.ts'
import { SPAN_UNITS, type SpanDraft, type SpanUnit } from './numbers.ts'
import type { Bound } from './useForm.ts'
import './fields.css'

const WORDS = { minutes: 'form.minutes', hours: 'form.hours', days: 'form.days' } as const
const UNITS = Object.keys(SPAN_UNITS) as SpanUnit[] // the keys of a constant
const isUnit = (text: string): text is SpanUnit => text in SPAN_UNITS

export function SpanField({
  of,
  label,
  effect,
  placeholder,
}: {
  readonly of: Bound<SpanDraft>
  readonly label: string
  readonly effect?: ReactNode
  readonly placeholder?: string
}) {
  const { value, set, left, error } = of
  return (
    <Input.Wrapper
      label={label}
      description={effect}
      error={error}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
    >
      <div className="span-field">
        <Input
          size="md"
          inputMode="numeric"
          autoComplete="off"
          value={value.amount}
          error={error}
          onBlur={left}
          onChange={(event) => set({ ...value, amount: event.currentTarget.value })}
          {...(placeholder !== undefined && { placeholder })}
        />
        <NativeSelect
          size="md"
          aria-label={t('form.unitOf', { label })}
          value={value.unit}
          onChange={({ currentTarget }) =>
            isUnit(currentTarget.value) && set({ ...value, unit: currentTarget.value })
          }
          data={UNITS.map((unit) => ({ value: unit, label: t(WORDS[unit]) }))}
        />
      </div>
    </Input.Wrapper>
  )
}
