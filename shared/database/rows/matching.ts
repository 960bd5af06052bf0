// Which professionals match what is typed: text is compared without case, the same in every database.
import { type RawBuilder, sql } from 'kysely'

/** What is typed. */
export interface Typed {
  /** Each must occur in the name, the headline, a specialty or the name of an active service. */
  readonly words?: readonly string[]
  /** One of the specialties. */
  readonly specialty?: string
}

/** A text in lower case, whatever locale the database was made with. */
export function folded(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql`lower(${text} collate "pg_c_utf8")`
}

// Words hold no white space: none is found across the end of a line.
const TOLD = sql`concat_ws(E'\n', p.name, p.headline, array_to_string(p.specialties, E'\n'),
  (select string_agg(n.name, E'\n') from services n where n.professional_id = p.professional_id and n.active))`

/** The conditions that a professional `p` must fulfil; at least one. */
export function matching({ words = [], specialty }: Typed): readonly RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [sql`true`]
  // No pattern, so that no character of a word means anything but itself.
  if (words.length > 0)
    all.push(sql`(select bool_and(strpos(told.text, ${folded(sql`word`)}) > 0)
      from unnest(${[...words]}::text[]) as word, (select ${folded(TOLD)} as text offset 0) as told)`)
  if (specialty !== undefined)
    all.push(sql`exists (select from unnest(p.specialties) as own
      where ${folded(sql`own`)} = ${folded(sql`${specialty}::text`)})`)
  return all
}
