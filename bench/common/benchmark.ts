// What a benchmark is: sides that are measured in turn, round by round, and the figures that are made of them.

/** What one turn of a side measured, by name: `millis` of a call, `perSecond`, `cpuMillis` of a request. */
export type Sample = Readonly<Record<string, number>>

/** The processor's time of one request or call, in milliseconds: shown beside every figure whose sides measure it. */
export const CPU = 'cpuMillis'

/** What a figure should be. */
export type Goal = { readonly most: number } | { readonly least: number }

/** One number that comes of a benchmark. */
export interface Figure {
  readonly name: string
  /** Of the product. */
  readonly side: string
  /** What it is measured beside, in the same round; unset, the figure is what was measured itself. */
  readonly beside?: string
  readonly measure: string
  /** Of what is measured: `ms`, `/s`. A ratio has none. */
  readonly unit: string
  readonly goal?: Goal
}

/** A benchmark that is ready to be measured. */
export interface Opened {
  /** Taken in turn, in this order, in every round. */
  readonly sides: Readonly<Record<string, () => Promise<Sample> | Sample>>
  readonly figures: readonly Figure[]
  readonly close: () => Promise<void>
}

/** What a run is told. */
export interface Setting {
  /** Whether it is only to be seen that everything runs: the least of everything, and no figure says anything. */
  readonly isShort: boolean
  /** Is told what is being done. */
  readonly say: (sentence: string) => void
  /** Where functions leave profiles of the processor's time and of the heap when they end. */
  readonly profiles?: string
  /** Parts that run already; unset, a benchmark starts what it needs. */
  readonly parts?: {
    /** A connection string whose database name is still to be put after it. */
    readonly postgres: string
    readonly firestoreHost: string
    readonly pubsubHost: string
  }
}

export interface Benchmark {
  readonly name: string
  /** What is measured beside what, in a line of the help. */
  readonly brief: string
  /** How often each side is measured. */
  readonly rounds: number
  /** Whether it is run only where it is named: it needs what others do not. */
  readonly isApart?: true
  /** Makes it ready; what that needs is best imported inside of it. */
  readonly open: (setting: Setting) => Promise<Opened>
}

/** What is started for a benchmark, to be ended in the reverse order. */
export class Closing {
  readonly #closes: (() => unknown)[] = []

  add(close: () => unknown): void {
    this.#closes.push(close)
  }

  /** Ends everything, also after one that cannot be ended. @throws what the first of those threw */
  async close(): Promise<void> {
    const failed: unknown[] = []
    for (const close of this.#closes.splice(0).toReversed())
      try {
        await close()
      } catch (error) {
        failed.push(error)
      }
    if (failed.length > 0) throw failed[0]
  }
}
