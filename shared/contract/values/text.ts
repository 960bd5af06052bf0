// What there is to see in a text, how long it is, and how it is cut.

// Fillers and blanks that Unicode counts among letters, marks and symbols: Braille, Khitan, hieroglyphs, a notehead.
const BLANKS = String.raw`\u2800\u{13441}\u{13442}\u{16fe4}\u{1d159}`

/** One character that shows nothing: white space, control and format characters, fillers. What is not assigned yet may show. */
const INVISIBLE = String.raw`\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}${BLANKS}`
const VISIBLE = new RegExp(`[^${INVISIBLE}]`, 'u')
const ANY_INVISIBLE = new RegExp(`[${INVISIBLE}]`, 'u')

/** Whether at least one character of a text can be seen. */
export function isVisible(value: string): boolean {
  return VISIBLE.test(value)
}

/** Whether a character of a text cannot be seen, a blank included. */
export function hasInvisible(value: string): boolean {
  return ANY_INVISIBLE.test(value)
}

/** How many characters (code points) a text has. */
export function lengthOf(value: string): number {
  return Array.from(value).length
}

/** The first characters of a text, trimmed; a text that is short enough is given as it is. */
export function cut(value: string, characters: number): string {
  const all = Array.from(value.trim())
  return all.length <= characters ? value.trim() : all.slice(0, characters).join('').trim()
}

/** Characters of a person's or a thing's name. */
export const NAME_CHARACTERS = 100

/** A name made of what was typed as none: an address, a number, a display name. Undefined where there is nothing to see. */
export function toName(text: string): string | undefined {
  const name = cut(text, NAME_CHARACTERS)
  return isVisible(name) ? name : undefined
}
