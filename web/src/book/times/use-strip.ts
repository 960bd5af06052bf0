// Where the strip of days begins, and how it goes on by weeks; the chosen day itself stands in the address.
import { useEffect, useEffectEvent, useState } from 'react'
import { addDays } from '../../words/when.ts'
import { firstFreeDay, isInStrip, type OpenDay, STRIP_DAYS, stripFrom, WEEK } from './days.ts'

export interface Strip {
  readonly today: string
  readonly from: string
  readonly length: number
  readonly day: string | undefined
  readonly canStep: (weeks: 1 | -1) => boolean
  readonly step: (weeks: 1 | -1) => void
  readonly pick: (day: string) => void
  /** The first day with something free, where none is chosen and the strip shows one. */
  readonly firstFree: (days: readonly OpenDay[] | undefined) => string | undefined
  /** Chooses it, once the days are known. */
  readonly useFirstFree: (days: readonly OpenDay[] | undefined) => void
}

/** Follows the strip; `choose` puts the day into the address. */
export function useStrip(
  today: string,
  chosen: string | undefined,
  horizonDays: number,
  choose: (day: string | undefined) => void,
): Strip {
  const [stepped, setStepped] = useState<string>()
  // A day that has passed is nobody's choice any more.
  const day = chosen !== undefined && chosen >= today ? chosen : undefined
  const kept = stepped !== undefined && stepped >= today ? stepped : today
  const from = day === undefined || isInStrip(kept, day) ? kept : stripFrom(today, day)
  const last = addDays(today, horizonDays)
  const fromAfter = (weeks: 1 | -1) => {
    const next = addDays(from, weeks * WEEK)
    return next < today ? today : next
  }
  const canStep = (weeks: 1 | -1) => (weeks === 1 ? addDays(from, WEEK) <= last : from > today)
  const firstFree = (days: readonly OpenDay[] | undefined) => {
    const first = days && firstFreeDay(days, from)?.date
    return day === undefined && first !== undefined && isInStrip(from, first) ? first : undefined
  }
  return {
    today,
    from,
    length: STRIP_DAYS,
    day,
    canStep,
    step(weeks) {
      if (!canStep(weeks)) return
      const next = fromAfter(weeks)
      setStepped(next)
      if (day !== undefined && !isInStrip(next, day)) choose(undefined)
    },
    pick(date) {
      setStepped(isInStrip(from, date) ? from : stripFrom(today, date))
      choose(date)
    },
    firstFree,
    useFirstFree(days) {
      const chooseFirst = useEffectEvent((date: string) => choose(date))
      const date = firstFree(days)
      useEffect(() => {
        if (date !== undefined) chooseFirst(date)
      }, [date])
    },
  }
}
