// The long run is the test files that import test/support/long.ts: so that none is left out, nothing else may have a long form.
import { describe, expect, it } from 'vitest'
import { withLongForm } from '../support/with-long-form.ts'
import { files } from './files.ts'
import { importsOf } from './imports.ts'

const LONG = 'test/support/long.ts'

describe('a long form', () => {
  const known = withLongForm('**/*.test.ts')

  it('is had by test files alone, and the long run has every one of them', () => {
    const importing = files.filter(
      (file) => file.path.endsWith('.ts') && importsOf(file).some(({ to }) => to === LONG),
    )
    const tests = importing.map(({ path }) => path).filter((path) => path !== 'vitest.config.ts')
    expect(known.toSorted()).toEqual(tests)
    expect(known).toContain('test/integration/account-limits.test.ts')
  })

  it('is asked for by one name, which one file reads', () => {
    const asking = files.filter(({ text }) => /process\.env.{0,2}TEST_LONG/.test(text))
    expect(asking.map(({ path }) => path)).toEqual([LONG])
  })
})
