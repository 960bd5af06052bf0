// When the clocks of Europe change, which is a local midnight in the Azores and on Cape Verde: 01:00 UTC of the last Sunday of a month.

const HOUR = 3_600_000
const DAY = 24 * HOUR

function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month + 1, 0)
  return last - new Date(last).getUTCDay() * DAY
}

/** The next change after a time, to summer or to winter. */
export function nextTransition(after: number, to: 'summer' | 'winter'): number {
  const month = to === 'summer' ? 2 : 9 // March, October
  const year = new Date(after).getUTCFullYear()
  const [next = after] = [year, year + 1]
    .map((one) => lastSunday(one, month) + HOUR)
    .filter((at) => at > after + DAY)
  return next
}
