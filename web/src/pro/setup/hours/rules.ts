// The weekly rules of a calendar: the one in force on a date, those that are set for later.
import type { WeeklyRule } from '../setup.ts'
import { type DraftWeek, EMPTY_WEEK, toDraftWeek } from './week.ts'

const byDate = (a: WeeklyRule, b: WeeklyRule): number =>
  a.effectiveFrom < b.effectiveFrom ? -1 : a.effectiveFrom > b.effectiveFrom ? 1 : 0

/** The rule that holds on a date: the latest that has begun. */
export function ruleOn(rules: readonly WeeklyRule[], date: string): WeeklyRule | undefined {
  return rules
    .filter(({ effectiveFrom }) => effectiveFrom <= date)
    .toSorted(byDate)
    .at(-1)
}

/** Rules that begin after a date, the soonest first. */
export function rulesAfter(rules: readonly WeeklyRule[], date: string): readonly WeeklyRule[] {
  return rules.filter(({ effectiveFrom }) => effectiveFrom > date).toSorted(byDate)
}

/** The hours of a date's rule, to be edited. */
export function weekOn(rules: readonly WeeklyRule[], date: string): DraftWeek {
  const rule = ruleOn(rules, date)
  return rule ? toDraftWeek(rule.hours) : EMPTY_WEEK
}
