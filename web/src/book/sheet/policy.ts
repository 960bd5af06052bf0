// What a client may still change of a booking, before they make it and after: the rule, for words to be put to.

export type CancelRule =
  | { readonly kind: 'until'; readonly until: Date }
  | { readonly kind: 'until-start' }
  /** It begins so soon that it cannot be cancelled online. */
  | { readonly kind: 'never' }

const MINUTE = 60_000

/** Whether, and until when, a booking of this start could be cancelled if it was made now. */
export function cancelRule(start: Date, cancelNoticeMinutes: number, now: number): CancelRule {
  const until = new Date(start.getTime() - cancelNoticeMinutes * MINUTE)
  if (until.getTime() < now) return { kind: 'never' }
  return cancelNoticeMinutes === 0 ? { kind: 'until-start' } : { kind: 'until', until }
}
