// Rules that an owner may set aside, and which of them refused a time.
import { type Client, type Override, Refusal } from '../../../../client/index.ts'

/** In the order in which they refuse. */
const RULES: readonly Override[] = [
  'too-soon',
  'too-far-ahead',
  'outside-hours',
  'on-time-off',
  'professional-away',
  'off-grid',
  'limit-reached',
]

/** A reason as a rule that can be set aside; undefined for every other. */
export function toRule(reason: string): Override | undefined {
  return RULES.find((rule) => rule === reason)
}

/** The rule by which something was refused, if it can be set aside. */
export function ruleOf(error: unknown): Override | undefined {
  return error instanceof Refusal ? toRule(error.reason) : undefined
}

/**
 * Every rule that refuses a start, so that all are told at once. Of a booking that moves, limits are left out: they would count
 * the booking itself.
 */
export async function rulesInTheWay(
  { call }: Client,
  about: { readonly serviceId: string; readonly start: Date },
  isMove = false,
): Promise<readonly Override[]> {
  const { reasons } = await call.explainAvailability(about)
  const rules = reasons.flatMap(({ reason }) => toRule(reason) ?? [])
  return isMove ? rules.filter((rule) => rule !== 'limit-reached') : rules
}

/** Rules, each once, in their order. */
export function together(...rules: readonly (readonly Override[])[]): readonly Override[] {
  const all = new Set(rules.flat())
  return RULES.filter((rule) => all.has(rule))
}
