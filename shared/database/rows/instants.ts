// Instants in SQL: as epoch milliseconds on the way out, as timestamptz on the way in.
import { type Expression, type RawBuilder, sql } from 'kysely'
import { type Instant, SECOND } from '../../time/instant.ts'

/** A column of an instant as epoch milliseconds. */
export function millis(column: Expression<unknown>): RawBuilder<number> {
  return sql`(extract(epoch from ${column}) * 1000)::bigint`
}

/** An instant as timestamptz, to the millisecond: also those whose year has not four digits, which text has no form for. */
export function timestamp(at: Instant): RawBuilder<Date> {
  return sql`to_timestamp(${at / SECOND}::float8)`
}
