// Absent when unset: in answers, documents and the core alike. Null and undefined are what rows and patches say instead.

/** Leaves out fields that are null or undefined. */
export function withoutUnset<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  // What is left are the fields that are set.
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as { [K in keyof T]?: NonNullable<T[K]> }
}
