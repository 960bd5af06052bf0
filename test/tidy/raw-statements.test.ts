// SQL that is written by hand is run by its name and with its rows declared, so that a test can hold both against the
// database (test/integration/raw-statements.test.ts). All else is built with Kysely's typed builder.
import { expect, it } from 'vitest'
import { linesMatching, without } from './code.ts'
import { sourcesIn } from './files.ts'

/** A builder's statement is executed without an argument; raw SQL needs the database. A transaction takes what to do in it. */
const RAW_EXECUTED = /(?<!transaction\(\))\s*\.execute\(\s*(?!\s*\))/

const ALLOWED = [
  'shared/database/connection/raw-statement.ts',
  // Whole files of SQL, which give no rows.
  'shared/database/connection/migrate.ts',
  // Runs what it is handed on one connection.
  'shared/database/connection/distributed.ts',
]

it('raw SQL is executed by rawStatement alone', () => {
  const found = sourcesIn('functions', 'shared')
    .filter(({ path }) => !ALLOWED.includes(path))
    .flatMap(({ path, text }) => linesMatching(path, without(text, 'comment'), RAW_EXECUTED))
  expect(found).toEqual([])
})

it('raw SQL is executed where that is allowed', () => {
  const idle = sourcesIn('shared')
    .filter(({ path }) => ALLOWED.includes(path))
    .filter(({ text }) => !RAW_EXECUTED.test(text))
  expect(idle).toEqual([])
})
