// One run of the command: which benchmarks, how often, and what is printed of them.
import { resolve } from 'node:path'
import type { Benchmark, Setting } from './benchmark.ts'
import { measure, type Result } from './measure.ts'
import { openProgress } from './progress.ts'
import { readRecord, toComparison, toRecord } from './record.ts'
import { toTable } from './report.ts'

export interface Wanted {
  /** By their names; all that are not apart if empty. */
  readonly only: readonly string[]
  readonly isJson: boolean
  /** A file that an earlier run printed. */
  readonly compare: string | undefined
  /** A folder. */
  readonly profiles: string | undefined
  readonly rounds: number | undefined
  readonly isShort: boolean
}

/** Those that are wanted, in their order. */
export function choose(all: readonly Benchmark[], only: readonly string[]): readonly Benchmark[] {
  return all.filter(({ name, isApart }) => (only.length > 0 ? only.includes(name) : !isApart))
}

/** Measures one after the other. */
export async function measureAll(
  chosen: readonly Benchmark[],
  setting: Setting,
  rounds?: number,
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const benchmark of chosen)
    results.push(
      await measure(benchmark, rounds ?? (setting.isShort ? 1 : benchmark.rounds), setting),
    )
  return results
}

/** Measures, and prints what came of it. */
export async function runBenchmarks(all: readonly Benchmark[], wanted: Wanted): Promise<void> {
  const { only, isJson, compare, profiles, rounds, isShort } = wanted
  // First, since a file that cannot be read would be found out minutes later.
  const before = compare === undefined ? undefined : readRecord(compare)
  const progress = openProgress(process.stderr)
  const setting: Setting = {
    isShort,
    say: progress.say,
    ...(profiles !== undefined && { profiles: resolve(profiles) }),
  }
  const results = await measureAll(choose(all, only), setting, rounds)
  progress.end()
  console.log(isJson ? JSON.stringify(toRecord(results, isShort), null, 2) : toTable(results))
  if (before && !isJson) console.log(`\n${toComparison(before, results)}`)
  else if (before) console.error(toComparison(before, results))
}
