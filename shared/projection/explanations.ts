// Why a start is refused, as it may be told: details and sources to owner and admin alone.
import type { By } from '../scheduling/model/calendar.ts'
import type { Explanation } from '../scheduling/free/explain.ts'
import { toldTo } from '../scheduling/free/refuse-time.ts'
import { formatInstant } from '../time/instant.ts'

function whole({ reason, detail, source }: Explanation) {
  if (!source) return { reason, detail }
  const { kind, id, start, end } = source
  return {
    reason,
    detail,
    source: {
      kind,
      ...(id !== undefined && { id }),
      ...(start !== undefined && { start: formatInstant(start) }),
      ...(end !== undefined && { end: formatInstant(end) }),
    },
  }
}

/** The explanations as `by` may know them: a client is told each rule once, and nothing of time off. */
export function toExplanations(found: readonly Explanation[], by: By) {
  if (by.kind !== 'client') return found.map(whole)
  return [...new Set(found.map(({ reason }) => toldTo(by, reason)))].map((reason) => ({ reason }))
}
