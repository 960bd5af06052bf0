// How Postgres carries out a statement that it was sent, planned without its values and then run with them: which tables it reads whole, how
// many rows it reads, and how many it sorts.
import pg from 'pg'
import type { Recorded } from './recorded.ts'

/** Those that do not grow with people, bookings or time, each with its reason. */
export const SMALL: Readonly<Record<string, string>> = {
  restores: 'a row a restore',
  retention_passes: 'a row a kind',
  outdated_openings: 'whoever waits for the fan-out',
  reconciliations: 'not written any more',
  unpublished: 'what waits for Pub/Sub; bounded-work.test.ts holds those that claim of it',
  unpublished_accounts: 'the same',
  kysely_migration: 'a row a migration',
  kysely_migration_lock: 'one row',
}

/** Statements that read what grows, each with its reason. */
export const ALLOWED: Readonly<Record<string, string>> = {
  'delete-command-rates':
    'A row an account and day, gone along once an hour: every command would write an index of them.',
  'load-erasable':
    'An erasure looks through what somebody has in a calendar, a save’s worth at a time.',
  'load-mirror-state':
    'Without a watermark all documents of the last 400 days are written, so all that they show is read.',
}

/** What Postgres says of one step. */
export interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly Plans?: readonly Node[]
}

/** A step and all within it. */
export const nodesOf = (node: Node): readonly Node[] => [
  node,
  ...(node.Plans ?? []).flatMap(nodesOf),
]

/** A value that is no array, as text. */
function toText(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function ofArray(values: readonly unknown[]): string {
  const items = values.map((value) =>
    value === null || value === undefined
      ? 'NULL'
      : `"${toText(value)
          .replaceAll('\\', '\\\\')
          .replaceAll('"', String.raw`\"`)}"`,
  )
  return pg.escapeLiteral(`{${items.join(',')}}`)
}

/** A value as the driver would send it, as SQL. */
function toLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return ofArray(value)
  return pg.escapeLiteral(toText(value))
}

const answerOf = async (client: pg.ClientBase, query: string): Promise<readonly Node[]> => {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: Node }[] }>(query)
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  if (!plan) throw new Error('there is no plan')
  return nodesOf(plan)
}

/**
 * Plans a statement as one that is prepared, without a look at its values, and carries it out; nothing of that stays.
 *
 * @returns its steps; of what cannot be done twice, as they are planned alone
 */
export async function planOf(
  client: pg.ClientBase,
  { text, values }: Recorded,
): Promise<readonly Node[]> {
  const execute = `execute planned${values.length > 0 ? `(${values.map(toLiteral).join(', ')})` : ''}`
  await client.query('begin')
  try {
    // On a disk that finds any page as fast as the next one; and a table that is read whole is a hundred times as large.
    await client.query(
      'set local plan_cache_mode = force_generic_plan; set local random_page_cost = 1; set local seq_page_cost = 100',
    )
    await client.query(`prepare planned as ${text}`)
    const nodes = await answerOf(client, `explain (format json) ${execute}`)
    try {
      const run = `explain (analyze, timing off, summary off, format json) ${execute}`
      return await answerOf(client, run)
    } catch (error) {
      // A row that is there already, or one that others have: what can be done once alone.
      if (!(error instanceof pg.DatabaseError) || !/^(23|55P03)/.test(error.code ?? '')) throw error
      return nodes
    }
  } finally {
    await client.query('rollback')
    await client.query('deallocate all')
  }
}

const rowsOf = (node: Node | undefined): number => {
  const { 'Actual Rows': kept = 0, 'Actual Loops': loops = 0 } = node ?? {}
  return kept * loops
}

/** The rows that a step reads, those included that it throws away. */
export const readBy = (node: Node): number =>
  rowsOf(node) +
  ((node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
    (node['Actual Loops'] ?? 0)

/** What is wrong with a plan where tables grow: nothing, or a sentence each. */
export function complaintsOf(
  nodes: readonly Node[],
  { growing, most }: { readonly growing: ReadonlySet<string>; readonly most: number },
): readonly string[] {
  return nodes.flatMap((node) => {
    const { 'Node Type': kind, 'Relation Name': table = '' } = node
    if (kind === 'Seq Scan' && growing.has(table)) return `reads ${table} whole`
    if (kind.endsWith('Sort') && rowsOf(node.Plans?.[0]) > most)
      return `sorts ${rowsOf(node.Plans?.[0])} rows`
    if (kind.includes('Scan') && growing.has(table) && readBy(node) > most)
      return `reads ${readBy(node)} rows of ${table}`
    return []
  })
}

/** How many rows each table has, as of when it was last looked at. */
export async function tablesOf(client: pg.ClientBase): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ name: string; count: number }>(
    `select relname as name, reltuples as count from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )
  return new Map(rows.map(({ name, count }) => [name, count]))
}
