// One of two or three, side by side: radio buttons that look like one control.
import { useId } from 'react'
import './segments.css'

export function Segments<T extends string>({
  name,
  value,
  choices,
  change,
}: {
  /** What is chosen, for who hears it. */
  readonly name: string
  readonly value: T
  readonly choices: readonly { readonly value: T; readonly label: string }[]
  readonly change: (value: T) => void
}) {
  const group = useId()
  return (
    <fieldset className="segments">
      <legend className="sr-only">{name}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={group}
            checked={choice.value === value}
            onChange={() => change(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
