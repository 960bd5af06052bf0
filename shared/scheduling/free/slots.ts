// Step 3 and 5: the slots of a plan. Listing is the hot path: pointers move forward, nothing is searched twice.
import { DAY, type Instant } from '../../time/instant.ts'
import { overlapsSpan } from '../../time/spans.ts'
import { startOfDay, toLocalDay, toLocalDayUntil } from '../../time/zone.ts'
import type { Slot } from '../model/slot.ts'
import type { Plan } from './plan.ts'

/** The starts in `[from, to)` at which a new appointment fits, in the order of the grid; sorted but where dates overlap. */
function newStarts(plan: Plan, from: Instant, to: Instant): Instant[] {
  const { grid, open, occupied, step, duration, bufferBefore, bufferAfter } = plan
  const { isClosed, isClosedToClient } = plan
  const { zone } = plan.schedule
  // Most starts lie safely within the horizon; only those near its end are looked up.
  const surelyNear = startOfDay(zone, plan.reach.lastDay) - DAY
  const starts: Instant[] = []
  let window = 0
  let busy = 0
  let reached = Number.NEGATIVE_INFINITY
  // Most starts are of the same date as the one before.
  let sameDayFrom = Number.POSITIVE_INFINITY
  let sameDayUntil = Number.NEGATIVE_INFINITY
  let isDayClosed = false
  for (let index = 0; index < grid.length; index += 2) {
    const gridStart = grid[index] as number
    const gridEnd = Math.min(grid[index + 1] as number, to)
    if (gridStart < reached) window = busy = 0
    reached = grid[index + 1] as number
    const skipped = from > gridStart ? Math.ceil((from - gridStart) / step) : 0
    for (let start = gridStart + skipped * step; start < gridEnd; start += step) {
      while (window < open.length && (open[window + 1] as number) < start + duration) window += 2
      if (window >= open.length) break
      if ((open[window] as number) > start) continue
      while (busy < occupied.length && (occupied[busy + 1] as number) <= start - bufferBefore)
        busy += 2
      if (busy < occupied.length && (occupied[busy] as number) < start + duration + bufferAfter)
        continue
      if (start >= surelyNear || isClosed || isClosedToClient) {
        if (start < sameDayFrom || start >= sameDayUntil) {
          const { day, until } = toLocalDayUntil(zone, start)
          sameDayFrom = start
          sameDayUntil = until
          isDayClosed =
            day > plan.reach.lastDay || isClosed?.(day) === true || isClosedToClient?.(day) === true
        }
        if (isDayClosed) continue
      }
      starts.push(start)
    }
  }
  return starts
}

/** The standing appointments in `[from, to)` that can be joined. */
function joinSlots(plan: Plan, from: Instant, to: Instant): Slot[] {
  const slots: Slot[] = []
  for (const one of plan.standing) {
    const seatsLeft = one.capacity - one.seatsTaken
    if (one.start < from || one.start >= to || seatsLeft < 1) continue
    const day = toLocalDay(plan.schedule.zone, one.start)
    if (day > plan.reach.lastDay || plan.isClosedToClient?.(day)) continue
    if (overlapsSpan(plan.off, one.start, one.end)) continue
    if (overlapsSpan(plan.away, one.start, one.end)) continue
    slots.push({ start: one.start, end: one.end, seatsLeft })
  }
  return slots
}

/**
 * Every slot with `from <= start < to` and at least `seats` seats left, sorted by start.
 * Starts before the plan's earliest are none.
 */
export function listSlots(plan: Plan, from: Instant, to: Instant, seats: number): readonly Slot[] {
  const begin = Math.max(from, plan.reach.earliest)
  const slots = joinSlots(plan, begin, to).filter((slot) => slot.seatsLeft >= seats)
  let isSorted = slots.length === 0
  if (plan.capacity >= seats) {
    let before = Number.NEGATIVE_INFINITY
    for (const start of newStarts(plan, begin, to)) {
      isSorted &&= start > before
      before = start
      slots.push({ start, end: start + plan.duration, seatsLeft: plan.capacity })
    }
  }
  if (isSorted) return slots
  slots.sort((a, b) => a.start - b.start)
  // Where the grids of two dates meet, a start is there twice. A start that can be joined is taken for new ones.
  return slots.filter((slot, index) => slot.start !== slots[index - 1]?.start)
}
