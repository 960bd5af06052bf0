// A decision is saved by one statement (docs/architecture.md, "Postgres is the truth"): nobody else
// writes its tables, or a revision would no longer vouch for the state beneath it.
import { describe, expect, it } from 'vitest'
import { linesMatching, without } from './code.ts'
import { sourcesIn } from './files.ts'

/** The save statement, and the parts it is put together from; the functions that save the same are migrations'. */
const SAVE = ['by-statement', 'bookings', 'accounts', 'account', 'kept-answer'].map(
  (part) => `shared/database/save/save-${part}.ts`,
)
const TABLES = '(calendars|appointments|bookings|changes|idempotency_keys|accounts)'
const NAME = `"?(?:public"?\\."?)?`

/** In SQL and in Kysely's words. Rows of the outbox are marked elsewhere, so there inserts alone count. */
const WRITES = [
  `\\b(insert\\s+into|merge\\s+into|update(\\s+only)?|delete\\s+from(\\s+only)?|truncate(\\s+table)?)\\s+${NAME}${TABLES}\\b`,
  `\\binsert\\s+into\\s+${NAME}unpublished\\b`,
  `\\.(insertInto|mergeInto|replaceInto|updateTable|deleteFrom)\\(\\s*\\[?\\s*['"\`]${TABLES}\\b`,
  `\\.(insertInto|mergeInto|replaceInto)\\(\\s*['"\`]unpublished\\b`,
].map((pattern) => new RegExp(pattern, 'i'))

/** Writes that decide nothing, each with its reason. */
const ALLOWED: readonly {
  readonly path: string
  readonly write: string
  readonly reason: string
}[] = [
  ...['update calendars', 'insert into changes', 'insert into unpublished'].map((write) => ({
    path: 'dev/migration-job/move-on.ts',
    write,
    reason: 'After a restore, while nothing serves: revisions move past those that the mirror has.',
  })),
  {
    path: 'shared/database/save/idempotency.ts',
    write: ".deletefrom('idempotency_keys",
    reason:
      'A key kept for more than 24 h replays nothing; it goes so that its name is free again.',
  },
  ...[
    ['erasures', ".insertinto('accounts"],
    ['erase-rows', ".updatetable('accounts"],
    ['erase-rows', ".deletefrom('idempotency_keys"],
  ].map(([file = '', write = '']) => ({
    path: `shared/database/save/${file}.ts`,
    write,
    reason:
      'Whoever is erased decides nothing more: the version moves, and what is kept of them goes.',
  })),
  {
    path: 'shared/database/clock/claim-apart.ts',
    write: ".updatetable('calendars",
    reason: 'The same claims, each at its own shard.',
  },
  {
    path: 'shared/database/clock/due.ts',
    write: ".updatetable('calendars",
    reason: 'When a calendar is due is no state of it: the clock claims by it, and puts it off.',
  },
  ...[
    ['delete-by-age', ".deletefrom('idempotency_keys"],
    ['delete-bookings', ".deletefrom('bookings"],
    ['delete-bookings', ".deletefrom('appointments"],
    ['delete-bookings', ".updatetable('bookings"],
    ['delete-bookings', ".deletefrom('changes"],
  ].map(([file = '', write = '']) => ({
    path: `shared/database/retention/${file}.ts`,
    write,
    reason: 'What is kept no longer is past: no decision looks at it.',
  })),
  {
    path: 'shared/database/clock/reconciliations.ts',
    write: ".updatetable('calendars",
    reason: 'When its documents were last compared is no state of a calendar.',
  },
]

const found = sourcesIn('functions', 'shared', 'dev')
  .filter(({ path }) => !SAVE.includes(path))
  .flatMap(({ path, text }) =>
    WRITES.flatMap((pattern) => linesMatching(path, without(text, 'comment'), pattern)),
  )

const isAllowed = (line: string, { path, write }: (typeof ALLOWED)[number]): boolean =>
  line.startsWith(`${path}:`) && line.toLowerCase().endsWith(`: ${write}`)

describe('the tables of a decision', () => {
  it('are written by save-decision alone', () => {
    const forbidden = found.filter((line) => !ALLOWED.some((allowed) => isAllowed(line, allowed)))
    expect(forbidden).toEqual([])
  })

  it('are excepted from that only where the exception is used', () => {
    const unused = ALLOWED.filter((allowed) => !found.some((line) => isAllowed(line, allowed)))
    expect(unused).toEqual([])
  })

  it('are written by save-decision in fact', () => {
    const saves = sourcesIn('shared').filter(({ path }) => SAVE.includes(path))
    const idle = saves.filter(({ text }) => !WRITES.some((pattern) => pattern.test(text)))
    expect([saves.length, idle]).toEqual([SAVE.length, []])
  })
})
