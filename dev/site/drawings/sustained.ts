// A million requests, as `npm run bench -- sustained --json` has measured them: rate, percentiles and memory, round by round.
import * as z from 'zod'
import { drawChart, type Line } from './chart.ts'

const Recorded = z.object({
  benchmarks: z.tuple([
    z.object({
      name: z.literal('sustained'),
      samples: z.object({ traffic: z.array(z.record(z.string(), z.number().nullable())).min(2) }),
    }),
  ]),
})

const MEMORY = 'memory '
const TONES = ['confirmed', 'good', 'late', 'session'] as const

/** @param text what the benchmark printed as JSON */
export function drawSustained(text: string): string {
  const [{ samples }] = Recorded.parse(JSON.parse(text)).benchmarks
  const { traffic } = samples
  const line = (name: string, measure: string, tone: Line['tone']): Line => ({
    name,
    tone,
    values: traffic.map((sample) => sample[measure] ?? Number.NaN),
  })
  const functions = Object.keys(traffic[0] ?? {}).flatMap((measure) =>
    measure.startsWith(MEMORY) ? [measure.slice(MEMORY.length)] : [],
  )
  return drawChart({
    title:
      'Requests a second, percentiles of their time, and the memory of each function, over a million requests',
    axis: 'minutes',
    along: traffic.map(({ seconds }) => ({
      at: seconds ?? 0,
      label: ((seconds ?? 0) / 60).toFixed(0),
    })),
    panels: [
      { title: 'requests a second', lines: [line('all functions', 'perSecond', 'confirmed')] },
      {
        title: 'milliseconds until the answer',
        scale: 'log',
        lines: [
          line('half', 'p50', 'good'),
          line('95 of 100', 'p95', 'session'),
          line('99 of 100', 'p99', 'late'),
        ],
      },
      {
        title: 'MiB of memory (an instance has 512)',
        lines: functions.map((name, index) =>
          line(name, `${MEMORY}${name}`, TONES[index % TONES.length] ?? 'plain'),
        ),
      },
    ],
  })
}
