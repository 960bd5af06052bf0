// What stands for a person whose photo is not there.

/** The first letters of the first and the last word, without the title. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .replace(/^(Dr|Prof)\.? /, '')
    .split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}
