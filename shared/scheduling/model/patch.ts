// Partial updates: absent keeps, null clears.

type Patch<T> = { readonly [K in keyof T]?: T[K] | null | undefined }

/** `present` with the fields of `patch`: an absent one keeps its value, a null one is cleared. */
export function patched<T extends object>(present: T, patch: Patch<T>): T {
  const merged = { ...present, ...omitUndefined(patch) }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as T
}

/** `present` patched, as an object that may be unset: a null patch clears it, and so does one that leaves nothing. */
export function patchedPart<T extends object>(
  present: T | undefined,
  patch: Patch<T> | null | undefined,
): T | null | undefined {
  if (!patch) return patch
  const part = patched<object>(present ?? {}, patch)
  // What is optional in every field may be empty, and says nothing then.
  return Object.keys(part).length > 0 ? (part as T) : null
}

function omitUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
