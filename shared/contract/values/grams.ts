// The pieces of a folded word: a text that contains the word has all of them. As `grams` in migrations/ makes those of a text.

const SIZES = [3, 2]

/** The pieces of three characters, of a word of two the word itself; of a single character none. */
export function gramsOf(word: string): readonly string[] {
  const characters = Array.from(word)
  for (const size of SIZES) {
    if (characters.length < size) continue
    const starts = characters.slice(0, characters.length - size + 1)
    return [...new Set(starts.map((_, at) => characters.slice(at, at + size).join('')))]
  }
  return []
}
