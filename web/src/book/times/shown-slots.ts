// The times of the shown day as cells that stay where they are: what goes becomes a ghost in its place, and what comes back
// takes its ghost's place again, so that nothing moves under a finger.

/** A start that can be booked, or that the viewer holds. */
export interface FreeStart {
  readonly start: Date
  readonly end: Date
  readonly seatsLeft: number
  readonly mine?: { readonly bookingId: string; readonly holdExpiresAt: Date }
}

/** A start as it is shown. */
export interface Cell extends FreeStart {
  readonly kind: 'free' | 'mine' | 'gone'
  /** When it went: milliseconds since 1970. */
  readonly goneAt?: number
  /** When it came, where that was after the day was opened. */
  readonly cameAt?: number
}

/** How long a ghost stays at least. */
export const GHOST_MILLIS = 6_000
/** How long a tap is not taken where what was tapped has just moved. */
export const TAP_GUARD_MILLIS = 300

const timeOf = ({ start }: FreeStart): number => start.getTime()

const toCell = (slot: FreeStart): Cell => ({ ...slot, kind: slot.mine ? 'mine' : 'free' })

/** The cells of a day that is opened. */
export function firstCells(slots: readonly FreeStart[]): readonly Cell[] {
  return slots.map(toCell)
}

/** The cells after the offer has changed. The same cells where it has not. */
export function mergeCells(
  cells: readonly Cell[],
  slots: readonly FreeStart[],
  now: number,
): readonly Cell[] {
  const offered = new Map(slots.map((slot) => [timeOf(slot), slot]))
  const shown = new Set(cells.map(timeOf))
  const kept = cells.map((cell): Cell => {
    const slot = offered.get(timeOf(cell))
    if (!slot) return cell.kind === 'gone' ? cell : { ...toCell(cell), kind: 'gone', goneAt: now }
    const { cameAt } = cell
    return { ...toCell(slot), ...(cameAt !== undefined && { cameAt }) }
  })
  const come = slots
    .filter((slot) => !shown.has(timeOf(slot)))
    .map((slot): Cell => ({ ...toCell(slot), cameAt: now }))
  return [...kept, ...come].toSorted((a, b) => timeOf(a) - timeOf(b))
}

/** The cells without the ghosts that have stood long enough. */
export function withoutGhosts(cells: readonly Cell[], now: number): readonly Cell[] {
  const left = cells.filter(({ goneAt }) => goneAt === undefined || now < goneAt + GHOST_MILLIS)
  return left.length === cells.length ? cells : left
}

/** Whether a cell stands elsewhere than before, as one before it came or went. */
export function hasMoved(before: readonly Cell[], after: readonly Cell[], start: Date): boolean {
  const placeIn = (cells: readonly Cell[]) =>
    cells.findIndex((cell) => timeOf(cell) === start.getTime())
  return placeIn(before) !== -1 && placeIn(before) !== placeIn(after)
}

/** The starts that were free and are gone. */
export function goneBetween(before: readonly Cell[], after: readonly Cell[]): readonly Cell[] {
  const free = new Set(before.filter(({ kind }) => kind === 'free').map(timeOf))
  return after.filter((cell) => cell.kind === 'gone' && free.has(timeOf(cell)))
}

/** How many starts can be taken. */
export function countFree(cells: readonly Cell[]): number {
  return cells.filter(({ kind }) => kind !== 'gone').length
}
