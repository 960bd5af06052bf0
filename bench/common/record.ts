// Results as a file: what `--json` prints and `--compare` reads, and what has changed from one to the other.
import { cpus, loadavg } from 'node:os'
import * as z from 'zod'
import { readJson } from '../../dev/command/read-json.ts'
import { toFieldErrors } from '../../shared/contract/faults/issues.ts'
import type { Result } from './measure.ts'
import { toColumns, toShort } from './report.ts'

/** What says how far figures of two runs may be compared. */
export interface Record {
  readonly at: string
  readonly node: string
  readonly processors: number
  /** How many processes wanted a processor in the last minute, at the end. */
  readonly load: number
  readonly isShort: boolean
  readonly benchmarks: readonly Result[]
}

/** The results of now. */
export function toRecord(benchmarks: readonly Result[], isShort: boolean): Record {
  return {
    at: new Date().toISOString(),
    node: process.version,
    processors: cpus().length,
    load: loadavg()[0] ?? Number.NaN,
    isShort,
    benchmarks,
  }
}

/** What a comparison needs of a file. */
const Recorded = z.object({
  benchmarks: z.array(
    z.object({
      name: z.string(),
      figures: z.array(z.object({ name: z.string(), value: z.number() })),
    }),
  ),
})

type Recorded = z.infer<typeof Recorded>

/** Reads what `--json` printed. @throws in a sentence that names the file and what is wrong with it */
export function readRecord(file: string): Recorded {
  const parsed = Recorded.safeParse(readJson(file))
  if (parsed.success) return parsed.data
  const [first] = toFieldErrors(parsed.error, {})
  throw new Error(`${file} is not what --json prints: ${first?.path} ${first?.message}`)
}

/** Every figure that both have, before and now; what one of them lacks is not told. */
export function toComparison(before: Recorded, results: readonly Result[]): string {
  const known = new Map(
    before.benchmarks.flatMap(({ name, figures }) =>
      figures.map((figure) => [`${name}: ${figure.name}`, figure.value] as const),
    ),
  )
  const rows = results.flatMap(({ name, figures }) =>
    figures.flatMap((figure) => {
      const was = known.get(`${name}: ${figure.name}`)
      if (was === undefined) return []
      const change = `${toShort(figure.value / was)} × what it was`
      return [[`${name}: ${figure.name}`, toShort(was), '→', toShort(figure.value), change]]
    }),
  )
  return rows.length === 0 ? 'Nothing was measured before that was measured now.' : toColumns(rows)
}
