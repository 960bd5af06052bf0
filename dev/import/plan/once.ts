// What comes twice in a source is imported once: by its key the system knows at every run what it has already.
import { type Finding, type Place, finding, showPlace } from './finding.ts'

/** The first of each key; each later one is told. */
export function keepOncePerKey<T extends { readonly key: string; readonly at: Place }>(
  all: readonly T[],
  field: string,
  findings: Finding[],
): readonly T[] {
  const seen = new Map<string, Place>()
  return all.filter(({ key, at }) => {
    const first = seen.get(key)
    if (first === undefined) {
      seen.set(key, at)
      return true
    }
    const reason = `comes twice, first in ${showPlace(first)}`
    findings.push(finding('left out', at, field, key, reason))
    return false
  })
}
