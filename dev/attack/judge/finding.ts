// What must never come of any input, each a kind of finding.

export const FINDINGS = {
  fault: 'a 5xx that is not `unavailable`',
  'no-problem': 'a refusal that is no problem document',
  undescribed: 'an answer that the published description does not have',
  stack: 'something of our insides: a stack, a path, a statement',
  foreign: 'what belongs to somebody else',
  large: 'a refusal larger than a request may be',
  slow: 'more processor time than one input may cost',
  silent: 'no answer',
  smuggled: 'more answers than there were requests',
  polluted: 'an object of every program was changed',
  forged: 'something that we never made was believed',
  poison: 'what somebody typed became markup, a header or a line of a file',
  document: 'a document that is not as described',
} as const

export type FindingKind = keyof typeof FINDINGS

export interface Finding {
  readonly kind: FindingKind
  /** In a sentence what was seen. */
  readonly seen: string
}
