// Which of the known words somebody may have meant.

/** The fewest letters to put in, take out, exchange or swap that make one word of the other. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row <= from.length; row++) {
    rows[row] = [row]
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      const least = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
      rows[row]?.push(least)
    }
  }
  return at(from.length, to.length)
}

/** Nothing typed by hand is longer; the rest of a longer word is not compared. */
const LONGEST = 64

/** The known words that are near enough to be meant, the nearest first. */
function nearest(word: string, known: readonly string[]): readonly string[] {
  const typed = word.slice(0, LONGEST).toLowerCase()
  return known
    .map((name) => ({ name, apart: distance(typed, name.toLowerCase()) }))
    .filter(
      ({ name, apart }) =>
        apart <= Math.max(1, Math.floor(Math.max(typed.length, name.length) / 3)) ||
        (typed.length > 2 && name.toLowerCase().startsWith(typed)),
    )
    .toSorted((a, b) => a.apart - b.apart)
    .map(({ name }) => name)
    .slice(0, 3)
}

/** ` Did you mean --limit?`, to be put after a sentence; empty where nothing is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`
}
