// Why a start is not offered: every rule that refuses it, in the contract's order. Listing and judging share one plan.
import type { TimeReason } from '../../contract/faults/reasons.ts'
import type { Instant } from '../../time/instant.ts'
import { coversSpan, overlapsSpan } from '../../time/spans.ts'
import { toLocalDay } from '../../time/zone.ts'
import type { Plan } from './plan.ts'

function isOnGrid({ grid, step }: Plan, start: Instant): boolean {
  for (let index = 0; index < grid.length; index += 2) {
    const from = grid[index] as number
    if (start >= from && start < (grid[index + 1] as number) && (start - from) % step === 0)
      return true
  }
  return false
}

/**
 * Every rule that refuses `seats` seats at `start`; none means that a booking would be accepted.
 * A start at which an appointment of the service stands is judged as seats in it, any other as a new appointment.
 */
export function refusalsOf(plan: Plan, start: Instant, seats: number): readonly TimeReason[] {
  const reasons: TimeReason[] = []
  const day = toLocalDay(plan.schedule.zone, start)
  const standing = plan.standing.find((one) => one.start === start)
  const end = standing?.end ?? start + plan.duration
  if (start < plan.reach.earliest) reasons.push('too-soon')
  if (day > plan.reach.lastDay) reasons.push('too-far-ahead')
  if (!standing && !coversSpan(plan.windows, start, end)) reasons.push('outside-hours')
  if (overlapsSpan(plan.off, start, end)) reasons.push('on-time-off')
  if (overlapsSpan(plan.away, start, end)) reasons.push('professional-away')
  if (standing) {
    const seatsLeft = standing.capacity - standing.seatsTaken
    if (seatsLeft < 1) reasons.push('slot-taken')
    else if (seatsLeft < seats) reasons.push('not-enough-seats')
    if (plan.isClosedToClient?.(day)) reasons.push('client-limit-reached')
    return reasons
  }
  if (!isOnGrid(plan, start)) reasons.push('off-grid')
  if (overlapsSpan(plan.occupied, start - plan.bufferBefore, end + plan.bufferAfter))
    reasons.push('slot-taken')
  if (plan.capacity < seats) reasons.push('not-enough-seats')
  if (plan.isClosed?.(day)) reasons.push('limit-reached')
  if (plan.isClosedToClient?.(day)) reasons.push('client-limit-reached')
  return reasons
}
