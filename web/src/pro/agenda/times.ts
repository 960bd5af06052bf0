// The end that a form's times mean: one that is not after its start is on the next day.
import { addDays } from '../../words/when.ts'
import { instantOf } from '../day/wall.ts'

export function endOf(
  zone: string,
  { date, start, end }: { readonly date: string; readonly start: string; readonly end: string },
): Date | undefined {
  if (instantOf(zone, date, start) === undefined || end === start) return undefined
  return instantOf(zone, end > start ? date : addDays(date, 1), end)
}
