// What a request pays for its trace where nobody records it: its ids, its context, five spans that are plain calls, and one log
// line with the trace's fields.
// The processor's time is measured, beside nothing.
import { withTraceFields } from '../../shared/runtime/world/log.ts'
import { readConfig } from '../../shared/runtime/world/config.ts'
import { startTrace } from '../../shared/runtime/edge/request-trace.ts'
import { span, withTrace } from '../../shared/tracing/current.ts'
import type { Opened, Setting } from '../common/benchmark.ts'

const REQUESTS = { short: 20, whole: 20_000 }

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

/** Measures what it costs, in microseconds of the processor. */
export function openTracing({ isShort }: Setting): Opened {
  const requests = isShort ? REQUESTS.short : REQUESTS.whole
  return {
    sides: {
      trace: async () => {
        const logged = lines
        const before = process.cpuUsage()
        for (let i = 0; i < requests; i++) await request()
        const { user, system } = process.cpuUsage(before)
        if (lines - logged !== requests) throw new Error('a line is missing')
        return { cpuMicros: (user + system) / requests }
      },
    },
    figures: [
      { name: 'a trace that nobody records', side: 'trace', measure: 'cpuMicros', unit: 'µs' },
    ],
    close: () => Promise.resolve(),
  }
}
