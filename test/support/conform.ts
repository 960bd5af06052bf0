// A run of the conformance suite in this process, and what it found.
import type { Check } from '../../dev/conformance/bench/check.ts'
import { type Finding, runConformance } from '../../dev/conformance/run.ts'
import { loadDescription, loadDocumentSchemas } from '../../dev/conformance/setting.ts'
import { fromStack, type StackFile } from '../../dev/conformance/target/target.ts'
import { isWantedBy } from '../../dev/conformance/wanted.ts'
import { startProxy } from './deviating.ts'
import type { Planted } from './deviations.ts'

/** So few that the limit can be tried, and so many that a run need not wait for the next minute. */
export const COMMANDS_PER_MINUTE = 110

interface Places {
  readonly functionsUrl?: string
  readonly firestoreUrl?: string
}

/** Runs the checks that are wanted. */
export async function conform(
  stack: StackFile,
  isWanted: (check: Check) => boolean,
  places: Places = {},
): Promise<Finding> {
  return runConformance({
    target: {
      ...fromStack(stack),
      ...places,
      origin: 'http://localhost:5173',
      perMinute: { commands: COMMANDS_PER_MINUTE, queries: 100_000 },
      // What never comes is waited for so long; what comes late on a busy machine is not.
      patienceMillis: 4_000,
      requestsMax: 3_000,
    },
    description: await loadDescription('docs/openapi.json'),
    schemas: await loadDocumentSchemas(undefined),
    runName: Math.random().toString(36).slice(2, 10),
    isWanted,
    tokens: {},
    signal: new AbortController().signal,
    made: () => {},
    progress: () => {},
    waits: () => {},
  })
}

/** What failed, with what was promised and what came. */
export const failuresOf = ({ results }: Finding): readonly string[] =>
  results.flatMap(({ check, outcome }) =>
    outcome.kind === 'failed' ? [`${check.id}: ${outcome.deviation.message}`] : [],
  )

/** What no deviation touches that is planted. */
const CONTROLS = ['health/up', 'register-device/and-back', 'save-professional/verified']

/** Runs the checks that have to notice a deviation, and some that have nothing to do with it. */
export async function plant(stack: StackFile, planted: Planted) {
  const { fails, passes = [], functions, firestore } = planted
  const firstPart = (path: string) => path.slice(1).split('?')[0] ?? ''
  const functionsProxy = await startProxy(stack.functions, firstPart, functions?.() ?? {})
  const firestoreUrl = `http://${stack.firestoreHost}`
  const firestoreProxy = await startProxy(firestoreUrl, firstPart, firestore?.() ?? {})
  try {
    const isNamed = isWantedBy([...fails, ...passes, ...CONTROLS])
    const finding = await conform(stack, ({ id, isSlow }) => !isSlow && isNamed(id), {
      functionsUrl: functionsProxy.url,
      firestoreUrl: firestoreProxy.url,
    })
    const failed = finding.results.filter(({ outcome }) => outcome.kind === 'failed')
    const passed = finding.results.filter(({ outcome }) => outcome.kind === 'passed')
    return {
      unable: finding.unable,
      failed: failed.map(({ check }) => check.id).toSorted(),
      passed: passed.map(({ check }) => check.id).toSorted(),
    }
  } finally {
    await Promise.all([functionsProxy.stop(), firestoreProxy.stop()])
  }
}

/** What a planted deviation has to come to. */
export const noticed = ({ fails, passes = [] }: Planted) => ({
  unable: undefined,
  failed: fails.toSorted(),
  passed: [...CONTROLS, ...passes].toSorted(),
})
