// Time, chance, the environment and waiting come from outside: shared/runtime hands them in.
import { describe, expect, it } from 'vitest'
import { linesMatching, without } from './code.ts'
import { sourcesIn } from './files.ts'
import { importsOf, packageOf, roomOf, toArrow } from './imports.ts'

const PURE = sourcesIn(
  'shared/time',
  'shared/scheduling',
  'shared/contract',
  'shared/projection',
  'shared/notifications',
  'shared/accounts',
)

/** The one package that a pure room may import: it computes, and reads neither clock nor world. */
const PACKAGE_OF: Readonly<Record<string, string>> = {
  'shared/contract': 'zod',
  'shared/notifications': 'ical-generator',
}

const OUTSIDE_RUNTIME = sourcesIn('functions', 'shared').filter(
  ({ path }) => roomOf(path) !== 'shared/runtime',
)

const CLOCK =
  /\bDate\.now\b|\bnew Date\b(?!\s*\()|\bnew Date\(\s*\)|(?<!new )\bDate\(\)|\bperformance\.|\bprocess\.hrtime\b|\bTemporal\.Now\b/
const ENVIRONMENT = /\bprocess\s*\.\s*(env|argv|exit|on)\b|\bprocess\s*\[|\{[^}]*\}\s*=\s*process\b/
const CHANCE = /\bMath\.random\b|\brandom(UUID|Bytes|Int|FillSync|Fill)\b|\bgetRandomValues\b/
const TIMER = /\bset(Timeout|Interval|Immediate)\b|\bAbortSignal\.timeout\b/
/** Who may wait: the shell, and what talks over the network within a deadline. */
const MAY_WAIT = [
  'shared/runtime',
  'shared/messaging',
  'shared/realtime',
  'shared/delivery',
  'shared/identity',
]

const codeLines = (sources: typeof PURE, pattern: RegExp): string[] =>
  sources.flatMap(({ path, text }) =>
    linesMatching(path, without(text, 'comment', 'quoted'), pattern),
  )

describe('outside shared/runtime', () => {
  it('no code reads a clock', () => {
    expect(codeLines(OUTSIDE_RUNTIME, CLOCK)).toEqual([])
  })

  it('no code reads the environment', () => {
    expect(codeLines(OUTSIDE_RUNTIME, ENVIRONMENT)).toEqual([])
  })

  it('no code draws at random, nor makes ids, which are drawn too', () => {
    const idMakers = OUTSIDE_RUNTIME.flatMap(importsOf).filter(({ to }) => packageOf(to) === 'uuid')
    expect([...codeLines(OUTSIDE_RUNTIME, CHANCE), ...idMakers.map(toArrow)]).toEqual([])
  })

  it('only what talks over the network sets timers', () => {
    const sources = OUTSIDE_RUNTIME.filter(({ path }) => !MAY_WAIT.includes(roomOf(path)))
    const timers = sources.flatMap(importsOf).filter(({ to }) => /^(node:)?timers\b/.test(to))
    expect([...codeLines(sources, TIMER), ...timers.map(toArrow)]).toEqual([])
  })
})

describe('the pure rooms', () => {
  it('import no package and no part of Node, but for the one that each may', () => {
    const found = PURE.flatMap(importsOf).filter(
      ({ from, to, isLocal }) => !isLocal && packageOf(to) !== PACKAGE_OF[roomOf(from)],
    )
    expect(found.map(toArrow)).toEqual([])
  })

  it('are synchronous', () => {
    expect(codeLines(PURE, /\b(async|await|Promise|PromiseLike)\b/)).toEqual([])
  })
})
