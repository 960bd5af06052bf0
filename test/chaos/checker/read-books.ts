// Reads the whole database by SQL of its own: every row of every table.
import type { ClientBase } from 'pg'
import type { Row, Value } from './seen.ts'

function toValue(value: unknown): Value {
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'bigint') return Number(value)
  return value as Value // what the driver makes of text, numbers, flags, arrays and JSON
}

const BIGINT = 20

/**
 * @param client in a transaction where it shall be one moment
 * @param only these tables; unset, all
 */
export async function readBooks(
  client: ClientBase,
  only?: readonly string[],
): Promise<Record<string, Row[]>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const books: Record<string, Row[]> = {}
  for (const { name } of tables) {
    if (only && !only.includes(name)) continue
    const { rows, fields } = await client.query<Record<string, unknown>>(`select * from "${name}"`)
    const bigints = fields.filter(({ dataTypeID }) => dataTypeID === BIGINT).map((one) => one.name)
    books[name] = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          bigints.includes(column) && value !== null ? Number(value) : toValue(value),
        ]),
      ),
    )
  }
  return books
}
