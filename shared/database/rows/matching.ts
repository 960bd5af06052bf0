// Which professionals match what is typed: what is folded alike is the same text.
import { type RawBuilder, sql } from 'kysely'

/** What is typed, folded. */
export interface Typed {
  /** Each must occur in the name, the headline, a specialty or the name of an active service. */
  readonly words?: readonly string[]
  /** One of the specialties. */
  readonly specialty?: string
}

/** A text in lower case, whatever locale the database was made with. */
export function lowered(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql`lower(${text} collate "pg_c_utf8")`
}

/** What Postgres makes of a row that was not folded yet: as ours, but for what lower case does not know, such as ß and SS. */
function almostFolded(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql`normalize(${lowered(sql`regexp_replace(normalize(${text}, NFKD), '[\\u0300-\\u036f]', '', 'g')`)}, NFC)`
}

const OLD = sql`concat_ws(E'\n', p.name, p.headline, array_to_string(p.specialties, E'\n'))`
// Words hold no white space: none is found across the end of a line.
const told = (services: RawBuilder<unknown>) =>
  sql`concat_ws(E'\n', coalesce(p.folded, ${almostFolded(OLD)}), ${services})`
const OF_SERVICES = sql`string_agg(coalesce(n.folded, ${almostFolded(sql`n.name`)}), E'\n')`
const TOLD = told(
  sql`(select ${OF_SERVICES} from services n where n.professional_id = p.professional_id and n.active)`,
)
const KEYS = sql`coalesce(p.specialty_keys, array(select ${almostFolded(sql`own`)} from unnest(p.specialties) as own))`

const hasSpecialty = (specialty: string) => sql`${specialty}::text = any (${KEYS})`

/** The conditions that a professional `p` must fulfil; at least one. */
export function matching({ words = [], specialty }: Typed): readonly RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [sql`true`]
  // No pattern, so that no character of a word means anything but itself.
  if (words.length > 0)
    all.push(sql`(select bool_and(strpos(told.text, word) > 0)
      from unnest(${[...words]}::text[]) as word, (select ${TOLD} as text offset 0) as told)`)
  if (specialty !== undefined) all.push(hasSpecialty(specialty))
  return all
}

/**
 * Professionals `p` of these ids who match, to select from where Postgres is distributed: what their services are called is joined
 * by their professional, since a part that looks outside of itself is not sent to shards.
 */
export function matchingAmong(
  ids: readonly string[],
  { words = [], specialty }: Typed,
): RawBuilder<unknown> {
  const among = sql`any (${[...ids]}::uuid[])`
  const text = told(sql`s.told`)
  return sql`from professionals p left join (
      select n.professional_id, ${OF_SERVICES} as told from services n
      where n.professional_id = ${among} and n.active group by n.professional_id) s on s.professional_id = p.professional_id
    where ${sql.join(
      [
        sql`p.professional_id = ${among}`,
        ...words.map((word) => sql`strpos(${text}, ${word}::text) > 0`),
        ...(specialty === undefined ? [] : [hasSpecialty(specialty)]),
      ],
      sql` and `,
    )}`
}

/** A pattern of whatever holds a word, whose own characters mean nothing but themselves. */
const holding = (word: string): string => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** The conditions on a professional `p` that is joined where Postgres is distributed: a shard compares its rows with values alone. */
export function matchingApart({ words = [], specialty }: Typed): readonly RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [sql`true`]
  if (words.length > 0) all.push(sql`${TOLD} like all (${words.map(holding)}::text[])`)
  if (specialty !== undefined) all.push(hasSpecialty(specialty))
  return all
}
