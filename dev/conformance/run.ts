// One run: who plays, on which calendar, which checks in which order, and that nothing of it is left.
import { openCast, type Role } from './bench/cast.ts'
import type { Bench, Check, Result } from './bench/check.ts'
import { openDocuments, type Read } from './bench/documents.ts'
import { type Ledger, openLedger } from './bench/ledger.ts'
import { type Line, openLine } from './bench/line.ts'
import { type Outcome, Deviation, outcomeOf, Unable } from './bench/outcome.ts'
import { keepPace } from './bench/pace.ts'
import { makeStage, NAME, type Stage } from './bench/stage.ts'
import { zoneWithDaylight } from './bench/zone.ts'
import { CHECKS } from './checks/all.ts'
import { afterwards } from './checks/afterwards.ts'
import type { DocumentSchemas } from './description/documents.ts'
import type { Description } from './description/description.ts'
import { validatorOf } from './description/validate.ts'
import { cleanUp, type Left } from './clean-up.ts'
import type { Account } from './target/accounts.ts'
import type { Target } from './target/target.ts'

export interface Finding {
  readonly runName: string
  readonly results: readonly Result[]
  /** Why the run ended before its end. */
  readonly unable?: string
  readonly ledger: Ledger
  readonly requests: number
  readonly millis: number
  readonly left: readonly Left[]
  readonly removed: number
}

export interface RunOptions {
  readonly target: Target
  readonly description: Description
  /** Undefined where none were published. */
  readonly schemas?: DocumentSchemas | undefined
  readonly runName: string
  /** Whether a check is one of those that are asked for. */
  readonly isWanted: (check: Check) => boolean
  readonly tokens: Partial<Readonly<Record<Role, string>>>
  /** Ends the run; what it made is removed all the same. */
  readonly signal: AbortSignal
  /** Told of each account before it is used, so that it can be removed by somebody else. */
  readonly made: (account: Account) => void
  /** Told of each result as it comes. */
  readonly progress: (result: Result) => void
  /** Told in sentences what takes its time. */
  readonly waits: (sentence: string) => void
}

/** Runs the checks that are wanted, and removes what they made. */
export async function runConformance(options: RunOptions): Promise<Finding> {
  const { target, description, runName, isWanted, signal, waits, progress } = options
  const since = performance.now()
  const pace = keepPace(target.perMinute, target.requestsMax, waits)
  const ledger = openLedger(description, validatorOf(description.document))
  const reads: Read[] = []
  const lineFor = (during?: AbortSignal): Line =>
    openLine({
      target,
      description,
      pace,
      record: ledger.record,
      waits,
      ...(during && { signal: during }),
    })
  const line = lineFor(signal)
  const documents = openDocuments({
    target,
    pace,
    record: (read) => reads.push(read),
    signal,
  })
  const cast = openCast({ target, runName, tokens: options.tokens, made: options.made })
  const skew = { millis: 0 }
  let stage: Promise<Stage> | undefined
  const now = () => Date.now() + skew.millis
  const setStage = async () =>
    makeStage(line.send, await cast.person('owner'), {
      name: `${NAME} ${runName}`,
      zone: zoneWithDaylight(now()),
      now: now(),
    })
  const bench: Bench = {
    target,
    description,
    documents,
    ledger,
    signal,
    runName,
    now,
    call: line.send,
    flood: line.flood,
    person: cast.person,
    anonymous: cast.anonymous,
    stage: () => (stage ??= setStage()),
  }

  const results: Result[] = []
  const tell = (result: Result) => {
    results.push(result)
    progress(result)
  }
  const wanted = CHECKS.filter(isWanted)
  let unable: string | undefined
  const beside = new Map<Check, Promise<Result>>()
  try {
    skew.millis = await reach(line, target)
    for (const check of wanted.filter(({ isSlow }) => isSlow)) {
      const running = carryOut(check, bench)
      running.catch(() => {}) // whoever awaits it hears of it
      beside.set(check, running)
    }
    for (const check of wanted.filter(({ isSlow }) => !isSlow)) tell(await carryOut(check, bench))
    for (const running of beside.values()) tell(await running)
    for (const result of afterwards({ description, schemas: options.schemas, ledger, reads }))
      if (isWanted(result.check)) tell(result)
  } catch (error) {
    unable = reasonOf(error, signal)
  }
  await Promise.allSettled(beside.values())
  const { left, removed } = await cleanUp({
    accounts: cast.all(),
    send: (ask) => lineFor().send(ask),
    target,
    waits,
  })
  return {
    runName,
    results,
    ...(unable !== undefined && { unable }),
    ledger,
    requests: pace.sent(),
    millis: performance.now() - since,
    left,
    removed,
  }
}

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'It was ended before its end.'
  if (error instanceof Unable) return error.message
  throw error
}

/** @returns how far the deployment's clock is ahead of ours @throws Unable where nothing of the kind answers there */
async function reach(line: Line, { functionsUrl }: Target): Promise<number> {
  try {
    const { status, headers } = await line.send({ name: 'health' })
    if (headers.get('X-Request-Id') === null && status !== 200)
      throw new Unable(`${functionsUrl}/health answers ${status}: there is no deployment there.`)
    const at = Date.parse(headers.get('Date') ?? '')
    // A header has whole seconds: less than that is no difference.
    const ahead = Number.isNaN(at) ? 0 : at + 500 - Date.now()
    return Math.abs(ahead) < 2000 ? 0 : ahead
  } catch (error) {
    if (error instanceof Deviation)
      throw new Unable(`${functionsUrl} does not answer: ${error.came}`)
    throw error
  }
}

async function carryOut(check: Check, bench: Bench): Promise<Result> {
  const since = performance.now()
  let requests = 0
  const call: Bench['call'] = (ask) => {
    requests++
    return bench.call(ask)
  }
  const outcome = await check.run({ ...bench, call }).then(
    (): Outcome => ({ kind: 'passed' }),
    (error: unknown) => {
      if (bench.signal.aborted) throw error
      return outcomeOf(error)
    },
  )
  return { check, outcome, millis: performance.now() - since, requests }
}
