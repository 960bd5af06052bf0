// What a run on a cluster leaves out is there: a file that was renamed or moved would end that run before it began.
import { expect, it } from 'vitest'
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
