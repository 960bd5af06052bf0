// A button of the app. While what it began is on its way it shows a ring, keeps its width, and begins nothing else. What cannot
// be pressed now keeps the focus that it has, and is found by whoever goes through the page by keyboard or ear.
import type { ComponentProps } from 'react'

export function Button({
  look,
  isBusy = false,
  isFull = false,
  className,
  children,
  disabled = false,
  onClick,
  ...rest
}: ComponentProps<'button'> & {
  readonly look?: 'secondary' | 'quiet' | 'danger'
  readonly isBusy?: boolean
  readonly isFull?: boolean
}) {
  const classes = ['button', look, isFull && 'full', className].filter(Boolean).join(' ')
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      aria-busy={isBusy || undefined}
      {...(disabled && { 'aria-disabled': true })}
      onClick={isBusy || disabled ? (event) => event.preventDefault() : onClick}
    >
      {isBusy && <span className="ring" aria-hidden="true" />}
      {children}
    </button>
  )
}
