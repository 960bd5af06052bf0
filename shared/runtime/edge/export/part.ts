// A part of what is held about an account, told row by row of its list.
import * as z from 'zod'
import type { ExportedAccount } from '../../../contract/privacy.ts'
import { type Instant, formatInstant } from '../../../time/instant.ts'
import { RefusalError } from '../problem.ts'

/** What a part told: so many rows, and where it goes on where there are more. */
export interface Loaded {
  readonly held: Partial<ExportedAccount>
  readonly rows: number
  readonly next?: unknown
}

/** Loads a part after what was told of it, at most so many rows. */
export type Part = (after: unknown, limit: number) => Promise<Loaded>

/** What a timestamp can hold; a token may be forged. */
export const instant = z
  .int()
  .min(0)
  .max(Date.UTC(9999, 11, 31))

/** A list in the order of its key: one row more than is told says that there are more. */
export function list<P, R>(
  position: z.ZodType<P>,
  load: (after: P | undefined, limit: number) => Promise<readonly R[]>,
  keyOf: (row: R) => P,
  tell: (rows: readonly R[]) => Partial<ExportedAccount> | Promise<Partial<ExportedAccount>>,
): Part {
  return async (given, limit) => {
    const after = given === undefined ? undefined : parse(position, given)
    const found = await load(after, limit + 1)
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    const isMore = found.length > limit && last !== undefined
    const told = rows.length > 0 ? await tell(rows) : {}
    return { held: told, rows: rows.length, ...(isMore && { next: keyOf(last) }) }
  }
}

function parse<P>(position: z.ZodType<P>, given: unknown): P {
  const parsed = position.safeParse(given)
  if (parsed.success) return parsed.data
  const message = 'is not a token of this export'
  throw RefusalError.of('invalid-request', `pageToken: ${message}`, [
    { path: 'pageToken', message },
  ])
}

/** An instant as it is told; nothing where there is none. */
export const shown = (at: Instant | null) => (at === null ? undefined : formatInstant(at))

/** Devices, services and weekly rules: the contract bounds each far below this. */
export const MANY = 1000
