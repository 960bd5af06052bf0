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
