// A button of the app. While what it began is on its way it shows a ring, keeps its width, and begins nothing else.
import type { ComponentProps } from 'react'

export function Button({
  look,
  isBusy = false,
  isFull = false,
  className,
  children,
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
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      {isBusy && <span className="ring" aria-hidden="true" />}
      {children}
    </button>
  )
}
