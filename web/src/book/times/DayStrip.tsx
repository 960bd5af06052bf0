// The rolling strip of days: one tab stop, arrows, Home and End; a bar under each number says how much is free.
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { t, tn } from '../../words/words.ts'
import { fullDayIn, noon, weekdayName } from '../../words/when.ts'
import type { StripDay } from './days.ts'

export interface DayStripProps {
  readonly days: readonly StripDay[]
  readonly day: string | undefined
  readonly pick: (date: string) => void
  /** By so many weeks, back or forward. */
  readonly step: (weeks: 1 | -1) => void
  /** A day of the viewer's that is marked: that of the booking which is moved. */
  readonly marked?: string
}

export function DayStrip({ days, day, pick, step, marked }: DayStripProps) {
  const strip = useRef<HTMLDivElement>(null)
  const stop =
    days.find(({ date }) => date === day)?.date ?? days.find(isOpen)?.date ?? days[0]?.date
  useEffect(() => {
    const cell = strip.current?.querySelector<HTMLElement>('[aria-checked=true]')
    if (!cell || !strip.current) return
    const { offsetLeft, offsetWidth } = cell
    const { scrollLeft, clientWidth } = strip.current
    if (offsetLeft < scrollLeft || offsetLeft + offsetWidth > scrollLeft + clientWidth)
      strip.current.scrollLeft = offsetLeft - clientWidth / 2 + offsetWidth / 2
  }, [day, days.length])

  const focus = (index: number) => {
    const next = days[index]
    if (!next) return
    strip.current?.querySelector<HTMLElement>(`[data-date="${next.date}"]`)?.focus()
    if (isOpen(next)) pick(next.date)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, date: string) => {
    const at = days.findIndex((one) => one.date === date)
    const moves: Partial<Record<string, () => void>> = {
      ArrowRight: () => (at === days.length - 1 ? step(1) : focus(at + 1)),
      ArrowLeft: () => (at === 0 ? step(-1) : focus(at - 1)),
      Home: () => focus(0),
      End: () => focus(days.length - 1),
      PageDown: () => step(1),
      PageUp: () => step(-1),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }
  return (
    <div ref={strip} className="strip" role="radiogroup" aria-label={t('book.days')}>
      {days.map((one) => (
        <StripCell
          key={one.date}
          day={one}
          isChosen={one.date === day}
          isStop={one.date === stop}
          isMarked={one.date === marked}
          pick={pick}
          onKeyDown={onKeyDown}
        />
      ))}
    </div>
  )
}

const isOpen = ({ count }: StripDay): boolean => count === undefined || count > 0

function StripCell({
  day,
  isChosen,
  isStop,
  isMarked,
  pick,
  onKeyDown,
}: {
  readonly day: StripDay
  readonly isChosen: boolean
  readonly isStop: boolean
  readonly isMarked: boolean
  readonly pick: (date: string) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>, date: string) => void
}) {
  const { date, count, share } = day
  const at = noon(date)
  const full = fullDayIn('UTC', at)
  const name =
    count === undefined
      ? full
      : count === 0
        ? t('book.dayFull', { day: full })
        : tn('book.dayFree', count, { day: full })
  const weekday = weekdayName(at.getUTCDay() || 7, 'short')
  const isClosed = !isOpen(day) && !isChosen
  return (
    // Buttons that are one radio group: arrows move among all days, also those that cannot be chosen, so that they can be read.
    <button
      type="button"
      role="radio"
      data-date={date}
      className={isMarked ? 'strip-day marked' : 'strip-day'}
      aria-checked={isChosen}
      aria-disabled={isClosed || undefined}
      aria-label={isMarked ? `${name}, ${t('book.yours')}` : name}
      tabIndex={isStop ? 0 : -1}
      onClick={isClosed ? undefined : () => pick(date)}
      onKeyDown={(event) => onKeyDown(event, date)}
    >
      <span className="strip-weekday">{weekday}</span>
      <span className="strip-number numbers">{at.getUTCDate()}</span>
      <span className="strip-bar">
        <span style={{ transform: `scaleX(${share === 0 ? 0 : Math.max(0.15, share)})` }} />
      </span>
    </button>
  )
}
