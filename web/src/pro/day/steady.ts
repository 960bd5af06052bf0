// A list that does not move under a finger: what comes waits until it is asked for, what goes stays in its place.

/** What a list shows: each thing as it is now, or as it was last where it is gone. */
export interface Steady<T> {
  readonly shown: readonly { readonly item: T; readonly isGone: boolean }[]
  /** What has come since. */
  readonly waiting: readonly T[]
}

/** What a list shows that had `before` when it was last arranged, and of which `present` is there now. */
export function steady<T>(
  before: readonly T[],
  present: readonly T[],
  idOf: (item: T) => string,
): Steady<T> {
  const now = new Map(present.map((item) => [idOf(item), item]))
  const was = new Set(before.map(idOf))
  return {
    shown: before.map((item) => {
      const found = now.get(idOf(item))
      return { item: found ?? item, isGone: found === undefined }
    }),
    waiting: present.filter((item) => !was.has(idOf(item))),
  }
}
