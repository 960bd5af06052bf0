// Above the strip: which month it is, and the way to other weeks.
import type { ReactNode } from 'react'
import { Icon } from '../../parts/Icon.tsx'
import { t } from '../../words/words.ts'
import { monthIn, noon } from '../../words/when.ts'
import type { Strip } from './use-strip.ts'

export function StripHead({
  strip,
  children,
}: {
  readonly strip: Strip
  readonly children?: ReactNode
}) {
  return (
    <div className="strip-head">
      <span className="strip-month">{monthIn('UTC', noon(strip.day ?? strip.from))}</span>
      {children}
      {/* The arrow keys in the strip do the same: these are not further tab stops. */}
      {([-1, 1] as const).map((weeks) => (
        <button
          key={weeks}
          type="button"
          className="icon-button"
          tabIndex={-1}
          aria-disabled={!strip.canStep(weeks) || undefined}
          aria-label={t(weeks === 1 ? 'book.later' : 'book.earlier')}
          onClick={strip.canStep(weeks) ? () => strip.step(weeks) : undefined}
        >
          <Icon name={weeks === 1 ? 'next' : 'back'} />
        </button>
      ))}
    </div>
  )
}
