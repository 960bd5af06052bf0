// What a run on a cluster leaves out is there: a file that was renamed or moved would end that run before it began. And what is said
// twice for a cluster is the same.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LIMITS_APART } from '../../shared/database/connection/connection.ts'
import { SECOND } from '../../shared/time/instant.ts'
import { LEFT_OUT, TESTS_LEFT_OUT } from '../distributed/left-out.ts'
import { files } from './files.ts'

it('leaves out of the run on a cluster only tests that there are', () => {
  const paths = new Set(files.map(({ path }) => path))
  const gone = Object.keys(LEFT_OUT).filter(
    (name) => !paths.has(`test/integration/${name}.test.ts`),
  )
  expect(gone).toEqual([])
})

it('leaves out single tests by names that there are', () => {
  const texts = files.filter(({ path }) => path.startsWith('test/integration/'))
  const gone = Object.keys(TESTS_LEFT_OUT).filter(
    (name) => !texts.some(({ text }) => text.includes(`it('${name}'`)),
  )
  expect(gone).toEqual([])
})

it('has whoever waits for a calendar told as soon at its shard as at the coordinator', () => {
  const cut = readFileSync('migrations/distributed/0002-distribute.sql', 'utf8')
  const said = cut.matchAll(/lock_timeout = ''(\d+)s''/g)
  expect([...said].map(([, seconds]) => Number(seconds) * SECOND)).toEqual([
    LIMITS_APART.lockMillis,
  ])
})
