// The conformance suite knows the system from outside: it imports nothing of it, so that it can be wrong in no way together with it.
import { describe, expect, it } from 'vitest'
import { files, isTest } from './files.ts'
import { importsOf, packageOf, toArrow } from './imports.ts'

const SUITE = /^dev\/conformance(\/|\.ts$)/
/** How every command reads its command line; it knows nothing of the system. */
const COMMAND_LINE = /^dev\/command\//
/** To hold values against schemas, and to read answers; neither is ours. */
const PACKAGES = ['ajv', 'ajv-formats', 'zod']

describe('the conformance suite', () => {
  const sources = files.filter(({ path }) => SUITE.test(path) && path.endsWith('.ts'))
  const imports = sources.flatMap(importsOf)

  it('imports nothing of the system, not even its client', () => {
    const foreign = imports.filter(
      ({ to, isLocal }) => isLocal && !SUITE.test(to) && !COMMAND_LINE.test(to),
    )
    expect(foreign.map(toArrow)).toEqual([])
    expect(sources.length).toBeGreaterThan(30)
  })

  it('needs three packages, and none that talks to a database or to Google', () => {
    const packages = imports
      .filter(({ from, to, isLocal }) => !isLocal && !to.startsWith('node:') && !isTest(from))
      .map(({ to }) => packageOf(to))
    expect([...new Set(packages)].toSorted()).toEqual(PACKAGES)
  })
})
