// One run of Lighthouse: what it saw is kept and judged twice, by the clock and by the processor's time of the page's main thread.
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const LIGHTHOUSE = 'lighthouse@13.5.0'
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const

/** What a run gives: scores from 0 to 100, and the blocking time in milliseconds, as a phone's. */
export type Score = Readonly<
  Record<
    (typeof CATEGORIES)[number] | 'performance-by-processor' | 'blocking' | 'blocking-by-processor',
    number
  >
>

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number }>>
  readonly audits: Readonly<
    Record<
      string,
      {
        readonly id: string
        readonly score: number | null
        readonly displayValue?: string
        readonly numericValue?: number
      }
    >
  >
}

/** Scores a page in a browser that is open already. `folder` is written over. */
export async function score(
  url: string,
  port: number,
  folder: string,
  say: (sentence: string) => void,
): Promise<Score> {
  const run = async (...more: readonly string[]) => {
    const args = ['--yes', LIGHTHOUSE, url, '--disable-storage-reset', '--quiet'].concat(
      `--only-categories=${CATEGORIES.join(',')}`,
      more,
    )
    await promisify(execFile)('npx', args, { maxBuffer: 10_000_000 })
  }
  const judge = async () => {
    const file = join(folder, 'report.json')
    await run(`--audit-mode=${folder}`, '--output=json', `--output-path=${file}`)
    return JSON.parse(readFileSync(file, 'utf8')) as Report // Lighthouse's own
  }
  await run(`--gather-mode=${folder}`, `--port=${port}`)
  const byClock = await judge()
  byProcessor(join(folder, 'trace.json'))
  const byCpu = await judge()
  const weak = Object.values(byClock.audits).filter(
    (audit) => audit.score !== null && audit.score < 0.9,
  )
  say(`lighthouse: ${weak.map(({ id, displayValue = '' }) => `${id} ${displayValue}`).join(', ')}`)
  return {
    performance: scoreOf(byClock, 'performance'),
    accessibility: scoreOf(byClock, 'accessibility'),
    'best-practices': scoreOf(byClock, 'best-practices'),
    'performance-by-processor': scoreOf(byCpu, 'performance'),
    blocking: blockingOf(byClock),
    'blocking-by-processor': blockingOf(byCpu),
  }
}

const scoreOf = ({ categories }: Report, category: string) =>
  Math.round((categories[category]?.score ?? 0) * 100)

const blockingOf = ({ audits }: Report) =>
  Math.round(audits['total-blocking-time']?.numericValue ?? Number.NaN)

/**
 * Makes each piece of a trace last as long as the processor worked on it. By the clock it lasts until it is done, and while it waits
 * for a processor that the browser's other processes, Lighthouse and the whole backend have: on a phone these are other
 * machines, or other cores. Lighthouse takes both for the page's own work, and multiplies by four.
 */
function byProcessor(file: string): void {
  // The format of Chromium's traces: microseconds, `tdur` of the thread's processor time.
  const trace = JSON.parse(readFileSync(file, 'utf8')) as {
    traceEvents: { ph: string; dur?: number; tdur?: number }[]
  }
  for (const event of trace.traceEvents)
    if (event.ph === 'X' && event.dur !== undefined && event.tdur !== undefined)
      event.dur = Math.min(event.dur, event.tdur)
  writeFileSync(file, JSON.stringify(trace))
}
