// What people typed, so that no mail program makes a link of it: strangers' words must not lead anywhere from our mails.

/** Joins nothing and shows nothing, but no address goes on over it (U+2060, word joiner). */
const JOINER = '\u2060'

/** The text as one line that looks the same and holds no address. */
export const unlinked = (typed: string): string =>
  typed
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[.:/@\\]+(?=\S)/gu, (marks) => `${JOINER}${marks.split('').join(JOINER)}${JOINER}`)
