// Rules about text: what no file says, and what every file begins with.
import { describe, expect, it } from 'vitest'
import { linesMatching, without } from './code.ts'
import { files, isTest, sourcesIn } from './files.ts'

const LINES_MAX = 300
/** What runs in production is read most. */
const DEPLOYED_LINES_MAX = 250
const isDeployed = (path: string): boolean => /^(shared|functions)\//.test(path)
/** Made from the schema, and from the contract: as long as these are. */
const MADE = ['shared/database/connection/tables.ts', 'client/types.ts']
/** Where the suites of vitest.config.ts look. */
const SUITES =
  /^(shared|functions|client|dev|web|bench)\/|^test\/(support|deployment|integration|e2e|long|rules|tidy|web|chaos)\//

const notLocks = files.filter(({ path }) => !path.endsWith('package-lock.json'))
const typeScript = files.filter(({ path }) => /\.tsx?$/.test(path))
const linesOf = (sources: typeof files, pattern: RegExp): string[] =>
  sources.flatMap(({ path, text }) => linesMatching(path, text, pattern))

describe('no file', () => {
  it('puts work off', () => {
    expect(linesOf(notLocks, /\b(TOD[O]|FIXM[E]|XX[X])\b/)).toEqual([])
  })

  it('runs one test alone or skips one', () => {
    const pattern =
      /\b(it|test|describe|suite)(\.\w+)*\.(only|skip|skipIf|runIf|todo|fails)\b|\bskip\(|\bx(it|describe)\(/
    expect(linesOf(typeScript, pattern)).toEqual([])
  })

  it('mocks our own code', () => {
    expect(linesOf(typeScript, /\bvi\.(mock|doMock)\b/)).toEqual([])
  })

  it('names a registry or a folder of one machine', () => {
    const pattern =
      /registry\.(npmjs|yarnpkg)\.\w+|npm\.pkg\.github|(?<![\w.~-])\/(work|home|Users|root)\/[\w.-]+/
    expect(linesOf(notLocks, pattern)).toEqual([])
  })

  it('cites a section of a paper that nobody has', () => {
    const pattern = /\bcontract,? (section )?\d|\bsections? \d+ of the contract|\u00a7/i
    expect(linesOf(notLocks, pattern)).toEqual([])
  })

  it(`of code is longer than ${LINES_MAX} lines, where it is deployed than ${DEPLOYED_LINES_MAX}`, () => {
    const long = typeScript.filter(
      ({ path, text }) =>
        !isTest(path) &&
        !path.startsWith('test/') &&
        !MADE.includes(path) &&
        text.split('\n').length > (isDeployed(path) ? DEPLOYED_LINES_MAX : LINES_MAX) + 1,
    )
    expect(long.map(({ path }) => path)).toEqual([])
  })

  it('names a length of time without its unit', () => {
    const length =
      /^(?:export )?const (?!(?:SECOND|MINUTE|HOUR|DAY)\b)(?!\w*_(?:MILLIS|SECONDS)\b)[A-Z_]+ = [^;=\n`]*\b(?:SECOND|MINUTE|HOUR|DAY)\b/m
    expect(linesOf(sourcesIn('shared', 'functions'), length)).toEqual([])
  })

  it('of tests stands where no suite looks for it', () => {
    const lost = typeScript.filter(({ path }) => isTest(path) && !SUITES.test(path))
    expect(lost.map(({ path }) => path)).toEqual([])
  })
})

describe('every file', () => {
  it('of code begins with what it is for', () => {
    const silent = sourcesIn('shared', 'functions', 'dev', 'client', 'web', 'bench').filter(
      ({ text }) => !/^(#!.*\n)?(\/\/ \S|\/\*\*?\s)/.test(text),
    )
    expect(silent.map(({ path }) => path)).toEqual([])
  })

  it('under shared explains each function that it exports', () => {
    expect(sourcesIn('shared').flatMap(undocumented)).toEqual([])
  })
})

describe('the changelog', () => {
  it('says nothing twice, as a merge may leave it', () => {
    const text = files.find(({ path }) => path === 'CHANGELOG.md')?.text ?? ''
    const entries = text.split(/^- /m).map((entry) => entry.trim())
    expect(entries.filter((entry, index) => entries.indexOf(entry) !== index)).toEqual([])
    expect(entries.length).toBeGreaterThan(2)
  })
})

const EXPORTED =
  /^export (?:(?:async )?function\*? (\w+)|const (\w+)(?:: (?:=>|[^=\n])+)? =\s+(?:async )?(?:<[^>]+>\s*)?(?:\(|\w+ =>|function\b))/gm

/** Exported functions without a doc comment right above; of overloads the first needs one. */
const undocumented = ({ path, text }: (typeof files)[number]): string[] => {
  const code = without(text, 'comment', 'quoted')
  const found = [...code.matchAll(EXPORTED)].map((match) => ({
    name: match[1] ?? match[2] ?? '',
    isExplained: /\*\/\s*$/.test(text.slice(0, match.index)),
  }))
  return found
    .filter(({ name, isExplained }, i) => !isExplained && found[i - 1]?.name !== name)
    .map(({ name }) => `${path}: ${name}`)
}
