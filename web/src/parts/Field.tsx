// One field of a form: its label, what helps to fill it in, and what is wrong with it, each said to a screen reader in its turn.
import { type ReactNode, useId } from 'react'

/** What the control of a field takes on. */
export interface FieldProps {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

export function Field({
  label,
  hint,
  error,
  children,
}: {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly children: (props: FieldProps) => ReactNode
}) {
  const id = useId()
  const described = [hint !== undefined && `${id}h`, error !== undefined && `${id}e`]
    .filter(Boolean)
    .join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error !== undefined,
      })}
      {hint !== undefined && (
        <small id={`${id}h`} className="field-hint">
          {hint}
        </small>
      )}
      {error !== undefined && (
        <small id={`${id}e`} className="field-error" role="alert">
          {error}
        </small>
      )}
    </div>
  )
}
