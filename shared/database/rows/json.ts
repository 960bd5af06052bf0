// A value as a parameter of a statement that takes rows as JSON.
import { type RawBuilder, sql } from 'kysely'

/** The value as `jsonb`. */
export const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`
