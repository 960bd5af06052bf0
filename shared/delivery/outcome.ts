// What became of one attempt to deliver: the other side's word, and whether to try again.

/** The outcome of one attempt. `answer` is the other side's word in short, for the record; it names no address. */
export type Outcome =
  | { readonly kind: 'sent'; readonly answer: string }
  /** Not now: the other side is busy or out of reach. */
  | { readonly kind: 'later'; readonly answer: string; readonly afterMillis?: number }
  /** Never: the other side refuses this message, or does not know whom it is for. */
  | { readonly kind: 'refused'; readonly answer: string; readonly isGone: boolean }

const ANSWER_CHARACTERS = 200
const ADDRESS = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g

/** Another side's words as they may be kept: one line, short, without addresses. */
export const toAnswer = (words: string): string =>
  words.replaceAll(ADDRESS, '…').replaceAll(/\s+/g, ' ').trim().slice(0, ANSWER_CHARACTERS)
