// What a form knows without React: what was typed over what is saved, what changed, and which field a refusal is about.

/** A sentence for each field that is wrong. */
export type Errors<V> = { readonly [K in keyof V]?: string }

/** Values as they are shown: what was typed over what is saved. */
export function withEdits<V extends object>(saved: V, edits: Partial<V>): V {
  return { ...saved, ...edits }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The edits that differ from what is saved: typing the old value again is no change. */
export function changedIn<V extends object>(saved: V, edits: Partial<V>): Partial<V> {
  const keys = Object.keys(edits) as (keyof V)[] // the keys of a value's own type
  const changed: Partial<V> = {}
  for (const key of keys) if (!same(saved[key], edits[key])) changed[key] = edits[key]
  return changed
}

/** Where a request's fields are shown: a path of the request (`policy.horizonDays`) and the form's field. */
export type Places<V> = Readonly<Record<string, keyof V & string>>

/**
 * The sentences of a refusal at their fields, and what belongs to none. A path belongs to the longest place that it begins
 * with: `hours.3.end` to `hours`.
 */
export function placeErrors<V>(
  errors: readonly { readonly path: string; readonly message: string }[],
  places: Places<V>,
): { readonly errors: Errors<V>; readonly rest: readonly string[] } {
  const placed: { [K in keyof V]?: string } = {}
  const rest: string[] = []
  for (const { path, message } of errors) {
    const place = Object.keys(places)
      .filter((one) => path === one || path.startsWith(`${one}.`))
      .toSorted((a, b) => b.length - a.length)[0]
    const field = place === undefined ? undefined : places[place]
    if (field === undefined) rest.push(`${path} ${message}`)
    else placed[field] ??= message
  }
  return { errors: placed, rest }
}

interface Storage {
  readonly getItem: (key: string) => string | null
  readonly setItem: (key: string, value: string) => void
  readonly removeItem: (key: string) => void
}

const keyOf = (form: string): string => `form ${form}`

/** Keeps what was typed, until the window is closed; nothing typed keeps nothing. */
export function keepDraft<V extends object>(
  storage: Storage,
  form: string,
  edits: Partial<V>,
): void {
  try {
    if (Object.keys(edits).length === 0) storage.removeItem(keyOf(form))
    else storage.setItem(keyOf(form), JSON.stringify(edits))
  } catch {
    // Storage that is full or switched off loses the draft on reload, nothing else.
  }
}

/** What was typed before; of fields that the form has, in the kind that they have. */
export function readDraft<V extends object>(storage: Storage, form: string, saved: V): Partial<V> {
  const found: Partial<V> = {}
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(form)) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    for (const [name, value] of Object.entries(kept)) {
      const key = name as keyof V // whether it is one is asked next
      if (!(name in saved) || typeof value !== typeof saved[key]) continue
      if (Array.isArray(value) !== Array.isArray(saved[key])) continue
      found[key] = value as V[keyof V] // of the same kind as what is saved; it was written by this form
    }
  } catch {
    return {}
  }
  return found
}
