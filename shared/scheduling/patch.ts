// Partial updates: absent keeps, null clears.

type Patch<T> = { readonly [K in keyof T]?: T[K] | null | undefined }

/** `present` with the fields of `patch`: an absent one keeps its value, a null one is cleared. */
export function patched<T extends object>(present: T, patch: Patch<T>): T {
  const merged = { ...present, ...omitUndefined(patch) }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as T
}

function omitUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

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
