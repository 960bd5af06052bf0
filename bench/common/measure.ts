// Runs a benchmark: its sides in turn, round by round, so that whatever else the machine does befalls all of them alike.
import {
  type Benchmark,
  CPU,
  type Figure,
  type Goal,
  type Sample,
  type Setting,
} from './benchmark.ts'
import { median, quantile } from './median.ts'

/** Of one side of a figure. */
export interface SideMeasured {
  /** The median of what was measured, in the figure's unit. */
  readonly amount: number
  /** The processor's time of one request or call, in milliseconds, where it was measured. */
  readonly cpuMillis?: number
}

/** A figure with what came of it. */
export interface Measured {
  readonly name: string
  /** The median of all rounds: a ratio, or where nothing stands beside it the amount itself. */
  readonly value: number
  /** Between which half of the rounds lie. */
  readonly spread: readonly [from: number, to: number]
  readonly isRatio: boolean
  readonly unit: string
  readonly goal?: Goal
  readonly product: SideMeasured
  readonly yardstick?: SideMeasured
}

/** What came of a benchmark. */
export interface Result {
  readonly name: string
  readonly rounds: number
  readonly seconds: number
  readonly figures: readonly Measured[]
  /** What each side measured, round by round. */
  readonly samples: Readonly<Record<string, readonly Sample[]>>
}

/** Whether a figure is what it should be; undefined where nothing is said of that. */
export function isMet({ value, goal }: Pick<Measured, 'value' | 'goal'>): boolean | undefined {
  if (!goal) return undefined
  return 'most' in goal ? value <= goal.most : value >= goal.least
}

type Samples = ReadonlyMap<string, readonly Sample[]>

/** A measure of a side, round by round. */
function seriesOf(samples: Samples, side: string, measure: string): readonly number[] {
  const all = samples.get(side)
  if (!all) throw new Error(`there is no side "${side}"`)
  return all.map((sample) => {
    const amount = sample[measure]
    if (amount === undefined) throw new Error(`side "${side}" does not measure ${measure}`)
    return amount
  })
}

function sideOf(samples: Samples, side: string, measure: string): SideMeasured {
  const cpu = (samples.get(side) ?? []).flatMap((sample) => sample[CPU] ?? [])
  return {
    amount: median(seriesOf(samples, side, measure)),
    ...(cpu.length > 0 && { cpuMillis: median(cpu) }),
  }
}

function toMeasured(samples: Samples, figure: Figure): Measured {
  const { name, side, beside, measure, unit, goal } = figure
  const own = seriesOf(samples, side, measure)
  const least = beside === undefined ? undefined : seriesOf(samples, beside, measure)
  const values = least ? own.map((amount, round) => amount / (least[round] ?? Number.NaN)) : own
  return {
    name,
    value: median(values),
    spread: [quantile(values, 1 / 4), quantile(values, 3 / 4)],
    isRatio: least !== undefined,
    unit,
    ...(goal && { goal }),
    product: sideOf(samples, side, measure),
    ...(beside !== undefined && { yardstick: sideOf(samples, beside, measure) }),
  }
}

/**
 * Measures a benchmark: a round that warms up and is forgotten, unless it is to be short, and so many that count.
 *
 * @throws where a side does not do what it should: what is wrong is not measured
 */
export async function measure(
  { name, open }: Benchmark,
  rounds: number,
  setting: Setting,
): Promise<Result> {
  const { isShort, say } = setting
  const began = performance.now()
  say(`${name}: is made ready`)
  const { sides, figures, close } = await open(setting)
  try {
    const names = Object.keys(sides)
    const samples = new Map(names.map((side) => [side, [] as Sample[]]))
    for (let round = isShort ? 1 : 0; round <= rounds; round++)
      for (const [side, take] of Object.entries(sides)) {
        say(`${name}: ${round === 0 ? 'warms up' : `round ${round} of ${rounds}`}, ${side}`)
        const sample = await take()
        if (round > 0) samples.get(side)?.push(sample)
      }
    return {
      name,
      rounds,
      seconds: Math.round((performance.now() - began) / 1000),
      figures: figures.map((figure) => toMeasured(samples, figure)),
      samples: Object.fromEntries(samples),
    }
  } finally {
    await close()
  }
}
