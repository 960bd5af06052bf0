// How many commands an account may send in a minute.
import type { Caller } from '../../database/load/load-caller.ts'
import type { Instant } from '../../time/instant.ts'
import { secondsLeft } from '../edge/limits/budget.ts'
import { RefusalError } from '../edge/problem.ts'

/** Refuses a command that is one too many of its minute, until the minute is over. */
export function refuseTooMany(
  { commands }: Pick<Caller, 'commands'>,
  now: Instant,
  maxCommands: number,
): void {
  if (commands === undefined || commands <= maxCommands) return
  const seconds = secondsLeft(now)
  const detail = `more than ${maxCommands} commands a minute; try again in ${seconds} s`
  throw new RefusalError({ reason: 'rate-limited', detail }, seconds)
}
