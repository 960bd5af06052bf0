// Raw SQL by a name, with the rows it gives declared in Postgres' own types. Types cannot see into SQL, so a test compares
// every declaration with what the migrated database says of the statement (test/integration/raw-statements.test.ts).
import { CompiledQuery, type Kysely, type RawBuilder, type Transaction, sql } from 'kysely'
import type { Database } from './connection.ts'

/** A column of a raw statement's rows. */
export interface Column<T> {
  /** The type's name in `pg_type`. */
  readonly type: string
  readonly isNullable: boolean
  /** Never set: what the driver makes of the type. */
  readonly value?: T
}

export type Columns = Readonly<Record<string, Column<unknown>>>

/** The row that these columns make. */
export type RowOf<C extends Columns> = {
  readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never
}

const column = <T>(type: string): Column<T> => ({ type, isNullable: false })

export const bool = column<boolean>('bool')
export const int4 = column<number>('int4')
export const int8 = column<number>('int8')
export const text = column<string>('text')
export const uuid = column<string>('uuid')
/** JSON that the statement builds itself; what it holds is the caller's word. */
export const json = <T>(): Column<T> => column<T>('json')
/** JSON as a column has it, of the form in which it was saved. */
export const jsonb = <T>(): Column<T> => column<T>('jsonb')
/** The same column, where it may be null. */
export const nullable = <T>({ type }: Column<T>): Column<T | null> => ({ type, isNullable: true })

const declared = new Map<string, Columns>()

/** Every raw statement of the modules that are loaded, by its name. */
export const declaredStatements: ReadonlyMap<string, Columns> = declared

function declare(name: string, columns: Columns): void {
  if (declared.has(name)) throw new Error(`there are two raw statements named ${name}`)
  declared.set(name, columns)
}

/** Runs a statement and gives its rows. */
export type RawStatement<C extends Columns> = (
  db: Kysely<Database> | Transaction<Database>,
  body: RawBuilder<unknown>,
) => Promise<readonly RowOf<C>[]>

/**
 * A raw statement, for shapes that were proven or measured; all else is built with Kysely's typed builder.
 *
 * @param name what it is called in traces and in Postgres' own statistics
 * @throws where another statement has the name
 */
export function rawStatement<C extends Columns>(name: string, columns: C): RawStatement<C> {
  declare(name, columns)
  const comment = sql.raw(`/* ${name} */ `)
  return async (db, body) => {
    const { rows } = await sql<RowOf<C>>`${comment}${body}`.execute(db)
    return rows
  }
}

/**
 * A raw statement of one text, which is not made anew each time it is sent.
 *
 * @param text with parameters `$1` …
 * @throws where another statement has the name
 */
export function fixedStatement<C extends Columns>(
  name: string,
  columns: C,
  text: string,
): (
  db: Kysely<Database> | Transaction<Database>,
  values: readonly unknown[],
) => Promise<readonly RowOf<C>[]> {
  declare(name, columns)
  const named = `/* ${name} */ ${text}`
  return async (db, values) => {
    const { rows } = await db.executeQuery(CompiledQuery.raw(named, [...values]))
    // What was declared, as of every raw statement.
    return rows as readonly RowOf<C>[]
  }
}
