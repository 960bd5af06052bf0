// How many bookings one client may have, as it is typed and as it is sent.
import { toWhole, wholeError } from '../../parts/numbers.ts'

export interface PerClient {
  readonly maxUpcoming?: number
  readonly maxPerDay?: number
  readonly maxPerWeek?: number
}

export interface PerClientValues {
  readonly maxUpcoming: string
  readonly maxPerDay: string
  readonly maxPerWeek: string
}

const FIELDS = ['maxUpcoming', 'maxPerDay', 'maxPerWeek'] as const

export function toPerClientValues(limits: PerClient = {}): PerClientValues {
  const text = (field: keyof PerClient) => limits[field]?.toString() ?? ''
  return {
    maxUpcoming: text('maxUpcoming'),
    maxPerDay: text('maxPerDay'),
    maxPerWeek: text('maxPerWeek'),
  }
}

export function perClientErrors(values: PerClientValues): {
  readonly [K in keyof PerClientValues]?: string
} {
  const found: { -readonly [K in keyof PerClientValues]?: string } = {}
  for (const field of FIELDS) {
    const error = wholeError(values[field], { min: 1, max: 1000, isOptional: true })
    if (error !== undefined) found[field] = error
  }
  return found
}

/** What is sent of the limits that changed; an empty one is cleared. Undefined where none changed. */
export function toPerClientPatch(
  changed: Partial<PerClientValues>,
): { readonly [K in keyof PerClient]?: number | null } | undefined {
  const sent: { -readonly [K in keyof PerClient]?: number | null } = {}
  for (const field of FIELDS) {
    const text = changed[field]
    if (text !== undefined) sent[field] = toWhole(text) ?? null
  }
  return Object.keys(sent).length === 0 ? undefined : sent
}
