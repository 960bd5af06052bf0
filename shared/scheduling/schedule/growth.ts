// A calendar grows up to its limits. What was kept beyond one before there was such a limit may stay, and shrink.
import { type Refusal, refuseField } from '../model/refusal.ts'

/** How many of something a calendar holds, and would hold. */
export interface Growth {
  /** In words, as in `at most 100 services`. */
  readonly what: string
  readonly limit: number
  readonly before: number
  readonly after: number
}

/** Refuses a field that would make a calendar grow beyond a limit. */
export function refuseGrowth(
  path: string,
  { what, limit, before, after }: Growth,
): { readonly refused: Refusal } | undefined {
  if (after <= limit || after <= before) return undefined
  return refuseField(path, `a calendar keeps at most ${limit} ${what}, this would make it ${after}`)
}
