// `npm run conformance`: checks a deployment against its published description. See docs/guides/conformance.md.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Check } from './conformance/bench/check.ts'
import { openLine } from './conformance/bench/line.ts'
import { Unable } from './conformance/bench/outcome.ts'
import { keepPace } from './conformance/bench/pace.ts'
import { cleanUp } from './conformance/clean-up.ts'
import { findJournals, forget, openJournal } from './conformance/journal.ts'
import { type Options, parseOptions, USAGE } from './conformance/options.ts'
import { toJson } from './conformance/report/json.ts'
import { toFoot, toHead, toList, toTable } from './conformance/report/text.ts'
import { type Finding, runConformance } from './conformance/run.ts'
import {
  loadDescription,
  loadDocumentSchemas,
  readTarget,
  readTokens,
  ROOT,
} from './conformance/setting.ts'
import { signIn } from './conformance/target/accounts.ts'
import { allChecks, isWantedBy, unknownIn } from './conformance/wanted.ts'

const DEVIATIONS = 1
const UNABLE = 2
/** npm passes a Ctrl-C on to us, which the terminal had sent us already. */
const TWICE_MILLIS = 1_000

const JOURNALS = join(ROOT, '.local', 'conformance')

const say = (sentence: string) => process.stderr.write(`${sentence}\n`)

/** Aborts at the first signal; ends at once at a later one. */
function watchSignals(): AbortSignal {
  const stopping = new AbortController()
  let since: number | undefined
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      since ??= performance.now()
      if (performance.now() - since > TWICE_MILLIS) {
        say('Ended at once. What is left is removed by: npm run conformance -- --clean-up')
        process.exit(UNABLE)
      }
      if (stopping.signal.aborted) return
      say('Ending; what was made is removed first. Once more ends at once.')
      stopping.abort()
    })
  return stopping.signal
}

const exitCodeOf = ({ results, unable, left }: Finding) =>
  unable !== undefined || left.length > 0
    ? UNABLE
    : results.some(({ outcome }) => outcome.kind === 'failed')
      ? DEVIATIONS
      : 0

async function check(options: Options): Promise<number> {
  const description = await loadDescription(options.description)
  const schemas = await loadDocumentSchemas(options.documents)
  const checks = allChecks(description, schemas)
  const unknown = unknownIn(options.only, checks)
  if (unknown.length > 0)
    throw new Unable(`--only names no check: ${unknown.join(', ')}. --list says which there are.`)
  const isNamed = isWantedBy(options.only)
  const isWanted = ({ id, isSlow }: Check) => isNamed(id) && !(options.isQuick && isSlow)
  if (options.does === 'list') {
    console.log(toList(checks.filter(isWanted), description))
    return 0
  }
  const target = readTarget(options)
  const tokens = readTokens(options)
  const runName = randomBytes(4).toString('hex')
  const { functionsUrl } = target
  const where = options.description
  const journal = openJournal(JOURNALS, { runName, functionsUrl })
  const isShown = !options.isJson
  if (isShown) console.log(`${toHead(functionsUrl, description, where, runName)}\n`)
  let done = 0
  const isTerminal = process.stderr.isTTY
  const finding = await runConformance({
    target,
    description,
    schemas,
    runName,
    isWanted,
    tokens,
    signal: watchSignals(),
    made: (account) => journal.write(account),
    progress: ({ check: { id }, outcome }) => {
      done++
      if (isTerminal) process.stderr.write(`\r\u001b[K${done} ${id}`)
      if (outcome.kind === 'failed' && isTerminal) process.stderr.write(' ✗\n')
    },
    waits: (sentence) => say(`${isTerminal ? '\r\u001b[K' : ''}${sentence}`),
  })
  if (isTerminal) process.stderr.write('\r\u001b[K')
  if (finding.left.length === 0) journal.close()
  const exitCode = exitCodeOf(finding)
  if (isShown) {
    console.log(`${toTable(finding.results, description, where)}\n`)
    console.log(toFoot(finding, description))
  } else {
    console.log(
      JSON.stringify(toJson(finding, description, { url: functionsUrl, where, exitCode }), null, 2),
    )
  }
  return exitCode
}

/** Removes what runs that were killed have left at this deployment. */
async function cleanUpAfterOthers(options: Options): Promise<number> {
  const target = readTarget(options)
  const description = await loadDescription(options.description)
  const pace = keepPace(target.perMinute, target.requestsMax, say)
  const line = openLine({ target, description, pace, record: () => {}, waits: say })
  let isClean = true
  const pages = findJournals(JOURNALS, target.functionsUrl)
  for (const { runName, logins } of pages) {
    const found = await Promise.all(logins.map(({ role, ...login }) => signIn(target, role, login)))
    const accounts = found.filter((account) => account !== undefined)
    const { left, removed } = await cleanUp({ accounts, send: line.send, target, waits: say })
    console.log(`Run ${runName}: ${removed} accounts removed, ${left.length} left.`)
    if (left.length === 0) forget(JOURNALS, runName)
    else isClean = false
  }
  if (pages.length === 0) console.log('No run has left anything here.')
  return isClean ? 0 : UNABLE
}

const options = parseOptions(process.argv.slice(2), process.env)
if (options === 'help') {
  console.log(USAGE)
} else if ('wrong' in options) {
  console.error(`${options.wrong}\n\n${USAGE}`)
  process.exitCode = UNABLE
} else {
  try {
    process.exitCode = await (options.does === 'clean-up' ? cleanUpAfterOthers : check)(options)
  } catch (error) {
    process.exitCode = UNABLE
    // Ours say what to do in words; anything else is a fault of this program, and is seen whole.
    console.error(error instanceof Unable ? error.message : error)
  }
}
