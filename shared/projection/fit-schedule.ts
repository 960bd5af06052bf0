// The schedule's document, cut so that Firestore can hold it: a calendar may lawfully hold more than one document does.
import type { DateText } from '../time/date.ts'
import { DOCUMENT_BYTES, valueBytes } from './document-limits.ts'

/** What of a schedule grows with what its owner enters. */
interface Growing {
  readonly services: readonly { readonly active: boolean }[]
  readonly workingHours: readonly { readonly effectiveFrom: DateText }[]
  readonly dateHours: readonly { readonly date: DateText }[]
  readonly timeOff: readonly { readonly start: Date }[]
  readonly externalBusy: readonly { readonly start: Date }[]
  readonly windows: readonly { readonly start: Date }[]
}

/** Left for the path, the stamp, and the names of the lists. */
const RESERVE_BYTES = 8 * 1024

/** Shares of a room: nobody gets more than they need, and what the small ones leave is the others'. */
function sharesOf(needs: readonly number[], room: number): readonly number[] {
  const shares = needs.map(() => 0)
  let left = room
  const bySize = needs.map((need, index) => ({ need, index })).toSorted((a, b) => a.need - b.need)
  for (const [place, { need, index }] of bySize.entries()) {
    const share = Math.max(0, Math.min(need, Math.floor(left / (needs.length - place))))
    shares[index] = share
    left -= share
  }
  return shares
}

/** As many of the entries as fit, the most important first; they stay in the order in which they were. */
function cut<T>(entries: readonly T[], byImportance: readonly T[], bytes: number): readonly T[] {
  let left = bytes
  const kept = new Set<T>()
  for (const entry of byImportance) {
    left -= valueBytes(entry)
    if (left < 0) break
    kept.add(entry)
  }
  return entries.filter((entry) => kept.has(entry))
}

const soonest = <T extends { readonly start: Date }>(spans: readonly T[]): readonly T[] =>
  spans.toSorted((a, b) => a.start.getTime() - b.start.getTime())

/** The rule in force and those to come, the nearest first; then those that are over. */
function rulesAt<T extends { readonly effectiveFrom: DateText }>(
  rules: readonly T[],
  today: DateText,
): readonly T[] {
  const sorted = rules.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
  const present = sorted.findLastIndex(({ effectiveFrom }) => effectiveFrom <= today)
  const over = Math.max(0, present)
  return [...sorted.slice(over), ...sorted.slice(0, over).toReversed()]
}

/**
 * A schedule as it fits into one document; `truncated` where something was left out: services that are not offered, rules
 * that are over or far away, and what of the rest is furthest from now.
 */
export function fitSchedule<T extends Growing>(
  schedule: T,
  today: DateText,
): T & { readonly truncated?: true } {
  const { services, workingHours, dateHours, timeOff, externalBusy, windows, ...fixed } = schedule
  const lists = [services, workingHours, dateHours, timeOff, externalBusy, windows]
  const needs = lists.map(valueBytes)
  const room = DOCUMENT_BYTES - RESERVE_BYTES - valueBytes(fixed)
  if (needs.reduce((sum, need) => sum + need, 0) <= room) return schedule
  const [ofServices = 0, ofRules = 0, ofDates = 0, ...ofSpans] = sharesOf(needs, room)
  const [ofTimeOff = 0, ofBusy = 0, ofWindows = 0] = ofSpans
  const isOffered = ({ active }: Growing['services'][number]) => active
  const byOffer = [...services.filter(isOffered), ...services.filter((one) => !isOffered(one))]
  return {
    ...schedule,
    services: cut(services, byOffer, ofServices),
    workingHours: cut(workingHours, rulesAt(workingHours, today), ofRules),
    dateHours: cut(
      dateHours,
      dateHours.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
      ofDates,
    ),
    timeOff: cut(timeOff, soonest(timeOff), ofTimeOff),
    externalBusy: cut(externalBusy, soonest(externalBusy), ofBusy),
    windows: cut(windows, soonest(windows), ofWindows),
    truncated: true,
  }
}
