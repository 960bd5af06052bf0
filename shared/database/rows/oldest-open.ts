// The start of the oldest booking of a calendar that is open still, as an expression.
import { type RawBuilder, sql } from 'kysely'

/**
 * Null where none is open. Each status by an index of its own: the least of several at once would be looked for along everything that
 * there ever was.
 */
export function oldestOpen(professionalId: RawBuilder<unknown>): RawBuilder<unknown> {
  const first = (status: string) => sql`(select min(b.start_at) from bookings b
    where b.professional_id = ${professionalId} and b.status = ${sql.lit(status)})`
  return sql`least(${sql.join(['held', 'pending', 'confirmed', 'in-progress'].map(first))})`
}
