// What a request pays for its trace where nobody records it: its ids, its context, five spans that are plain calls, and one log
// line with the trace's fields. The processor's time, the median of rounds.
import { withTraceFields } from '../../shared/runtime/world/log.ts'
import { readConfig } from '../../shared/runtime/world/config.ts'
import { startTrace } from '../../shared/runtime/edge/request-trace.ts'
import { span, withTrace } from '../../shared/tracing/current.ts'
import { median } from '../common/median.ts'

const ROUNDS = 9
const REQUESTS = 20_000

const config = readConfig({ GOOGLE_CLOUD_PROJECT: 'demo', DATABASE_URL: 'postgres://nowhere' })
let lines = 0
const log = withTraceFields('demo', () => (lines += 1))

async function request(): Promise<void> {
  const trace = await startTrace('search-availability', 'server', undefined, { config, log })
  await withTrace(trace.here, async () => {
    for (let i = 0; i < 5; i++) await span('load', 'client', {}, () => Promise.resolve(i))
    log({ severity: 'INFO', message: 'done' })
    await trace.finish(false, {})
  })
}

async function round(): Promise<number> {
  const before = process.cpuUsage()
  for (let i = 0; i < REQUESTS; i++) await request()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / REQUESTS
}

/** Measures, and says the median. */
export async function measureTracing(): Promise<void> {
  await round()
  const micros: number[] = []
  for (let i = 0; i < ROUNDS; i++) micros.push(await round())
  if (lines !== (ROUNDS + 1) * REQUESTS) throw new Error('a line is missing')
  console.log(`${median(micros).toFixed(1)} µs a request`)
}
