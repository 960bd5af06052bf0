// Data as text in one form, so that it can be compared and digested.

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** Data as text in one form, whatever the order of its keys: for comparing and for digests. */
export function toCanonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value))
}

/** Whether two pieces of data say the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return toCanonicalJson(a) === toCanonicalJson(b)
}
