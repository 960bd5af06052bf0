// The cells of the shown day as they live: merged with what changes, ghosts taken away when nobody is near them.
import { type RefObject, useEffect, useRef, useState } from 'react'
import { serverNow } from '../../app/backend.ts'
import {
  type Cell,
  firstCells,
  type FreeStart,
  GHOST_MILLIS,
  hasMoved,
  mergeCells,
  TAP_GUARD_MILLIS,
  withoutGhosts,
} from './shown-slots.ts'

interface Shown {
  readonly key: string
  readonly source: readonly FreeStart[]
  readonly cells: readonly Cell[]
  readonly before: readonly Cell[]
  readonly changedAt: number
}

export interface ShownCells {
  /** Undefined until the day is known. */
  readonly cells: readonly Cell[] | undefined
  /** The cells before the last change. */
  readonly before: readonly Cell[]
  /** Whether a tap on a start is not meant for it, as it has only just come under the finger. */
  readonly isMisled: (start: Date) => boolean
}

/** Follows the slots of a day; `key` names the day, service and zone. Ghosts stay while `isPaused`. */
export function useShownCells(
  key: string,
  slots: readonly FreeStart[] | undefined,
  list: RefObject<HTMLElement | null>,
  isPaused: boolean,
): ShownCells {
  const [kept, setShown] = useState<Shown>()
  let shown = kept
  if (slots && shown?.key !== key) {
    const cells = firstCells(slots)
    shown = { key, source: slots, cells, before: cells, changedAt: 0 }
    setShown(shown)
  } else if (slots && shown && shown.source !== slots) {
    const now = serverNow()
    const cells = mergeCells(shown.cells, slots, now)
    shown = { key, source: slots, cells, before: shown.cells, changedAt: now }
    setShown(shown)
  }
  const isShown = shown?.key === key
  const cells = isShown ? shown?.cells : undefined
  const isNear = useIsNear(list)
  const hasGhosts = cells?.some(({ kind }) => kind === 'gone') ?? false
  useEffect(() => {
    if (!hasGhosts || isPaused) return undefined
    const sweep = () => {
      if (isNear()) return
      setShown((now) => {
        if (now?.key !== key) return now
        const left = withoutGhosts(now.cells, serverNow())
        if (left === now.cells) return now
        return { ...now, cells: left, before: now.cells, changedAt: serverNow() }
      })
    }
    const timer = setInterval(sweep, GHOST_MILLIS / 6)
    return () => clearInterval(timer)
  }, [hasGhosts, isPaused, key, isNear])
  return {
    cells,
    before: isShown ? (shown?.before ?? []) : [],
    isMisled: (start) =>
      shown !== undefined &&
      serverNow() - shown.changedAt < TAP_GUARD_MILLIS &&
      hasMoved(shown.before, shown.cells, start),
  }
}

/** Tells whether pointer or focus are in an element. */
function useIsNear(element: RefObject<HTMLElement | null>): () => boolean {
  const isOver = useRef(false)
  useEffect(() => {
    const { current } = element
    if (!current) return undefined
    const enter = () => void (isOver.current = true)
    const leave = () => void (isOver.current = false)
    current.addEventListener('pointerenter', enter)
    current.addEventListener('pointerleave', leave)
    return () => {
      current.removeEventListener('pointerenter', enter)
      current.removeEventListener('pointerleave', leave)
    }
  }, [element])
  const [isNear] = useState(
    () => () => isOver.current || (element.current?.contains(document.activeElement) ?? false),
  )
  return isNear
}
