// Until when somebody is busy or away: the chips, and what each means now.
import { startOf } from '../day/wall.ts'
import { addDays, dateIn } from '../../words/when.ts'

/** The choices: minutes from now, or until the day is over. */
export const UNTIL = [15, 30, 60, 'day'] as const
export type Until = (typeof UNTIL)[number]

/** The end that a choice means, in whole minutes. */
export function untilAt(choice: Until, zone: string, now: Date): Date {
  if (choice === 'day') return startOf(zone, addDays(dateIn(zone, now), 1))
  return new Date(Math.ceil(now.getTime() / 60_000) * 60_000 + choice * 60_000)
}
