// Which checks are asked for, in which groups they are shown.
import type { Check } from './bench/check.ts'
import { afterwardsChecks } from './checks/afterwards.ts'
import { CHECKS } from './checks/all.ts'
import type { DocumentSchemas } from './description/documents.ts'
import type { Description } from './description/description.ts'

/** Every check that there is for this description, in the order of a run. */
export const allChecks = (
  description: Description,
  schemas: DocumentSchemas | undefined,
): readonly Check[] => [...CHECKS, ...afterwardsChecks(description, schemas)]

/** Whether a check is one of those that are named, by its id or by what its id begins with. */
export const isWantedBy =
  (only: readonly string[]) =>
  (id: string): boolean =>
    only.length === 0 ||
    only.some((one) => id === one || id.startsWith(`${one.replace(/\/$/, '')}/`))

/** Those names that no check has. */
export const unknownIn = (only: readonly string[], checks: readonly Check[]): readonly string[] =>
  only.filter((one) => !checks.some(({ id }) => isWantedBy([one])(id)))

/** The group of a check: the description's tag of its function, or its matter where that has none. */
export function groupOf(check: Check, description: Description): string {
  const own = check.about === undefined ? undefined : description.find(check.about)?.tag
  return check.id.endsWith('/as-described') ? check.group : (own ?? check.group)
}

/** In groups, in the order in which these come first. */
export function inGroups<T>(
  all: readonly T[],
  checkOf: (one: T) => Check,
  description: Description,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groupOf(checkOf(one), description)
    groups.set(group, [...(groups.get(group) ?? []), one])
  }
  return groups
}
