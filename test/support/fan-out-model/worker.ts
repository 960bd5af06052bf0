// A worker of the fan-out's model: the real fanOut, run over the answers that it was given.
import { setImmediate } from 'node:timers/promises'
import { Unavailable } from '../../../shared/contract/faults/unavailable.ts'
import type { MirrorState } from '../../../shared/projection/mirror-state.ts'
import { type FanOut, type Hint, fanOut } from '../../../shared/realtime/fan-out.ts'
import {
  type Mirror,
  type NextTicket,
  type Ticket,
  Unwritable,
  type Write,
} from '../../../shared/realtime/mirror.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import { NOW } from '../build-calendar.ts'
import type { MirrorAt } from './mirror.ts'
import { ID } from './truth.ts'

export type Op =
  | { readonly kind: 'readTicket' | 'listDates' | 'readClock' }
  | { readonly kind: 'load'; readonly since: number | undefined }
  | { readonly kind: 'readDays'; readonly dates: readonly string[] }
  | ({ readonly kind: 'commit' } & Commit)
type End = 'done' | 'failed'

/** What was asked, by its place among all that was. */
export interface Asked {
  readonly index: number
  readonly op: Op
}

/** What a worker waits for, side by side; or how it ended. */
type Step = readonly Asked[] | End

export const isEnd = (step: Step): step is End => typeof step === 'string'

export interface Answered {
  /** Equal keys for equal answers. */
  readonly key: string
  readonly answer: unknown
  readonly mirror: MirrorAt
}

/** An answer to what was asked at a place. */
export interface Given {
  readonly index: number
  readonly answer: unknown
}

export interface Commit {
  readonly ticket: Ticket | undefined
  readonly next: NextTicket
  readonly writes: readonly Write[]
}

/** What a commit answers that holds a document which the mirror cannot. */
export const REFUSED = 'refused'

/** Which documents a mirror refuses, by what they say. */
export type Refuses = (path: string, text: string) => boolean

/** Puts a weaker part in place of a fan-out's. */
export type Weakening = (parts: FanOut, hint: Hint) => FanOut

export interface Working {
  readonly weaken?: Weakening
  readonly batchBytes?: number
  readonly refuses?: Refuses
  /** Whether the clock is asked after the state, so that midnight may pass between the two; else it stands. */
  readonly isMidnightNear?: boolean
}

/** Resolves once all that has been answered has been taken: nothing here waits for more than promises. */
const settled = (): Promise<unknown> => setImmediate()

/** What a worker waits for next, after these answers, in their order, to what it asked so far. */
export async function nextStep(
  hint: Hint,
  answers: readonly Given[],
  { weaken = (parts) => parts, batchBytes, isMidnightNear = false }: Working,
): Promise<Step> {
  let asked = 0
  const waiting = new Map<number, { readonly op: Op; readonly give: (answer: unknown) => void }>()
  let given = 0
  function ask<T>(op: Op): Promise<T> {
    const index = asked++
    const next = answers[given]
    // The answers were given to the same questions. One that was asked alone is answered at once: it is replayed often.
    if (waiting.size === 0 && next?.index === index) {
      given++
      return Promise.resolve(next.answer as T)
    }
    return new Promise<T>((resolve) => {
      waiting.set(index, { op, give: (answer) => resolve(answer as T) })
    })
  }
  const mirror: Mirror = {
    readTicket: () => ask({ kind: 'readTicket' }),
    listDates: () => ask({ kind: 'listDates' }),
    // As the real one, it asks nothing for no days.
    readDays: (_, dates) =>
      dates.length === 0 ? Promise.resolve(new Map()) : ask({ kind: 'readDays', dates }),
    commit: async (_, ticket, next, writes) => {
      const written = await ask<Ticket | undefined | typeof REFUSED>({
        kind: 'commit',
        ticket,
        next,
        writes,
      })
      if (written === REFUSED) throw new Unwritable('refused')
      return written
    },
  }
  let now = NOW
  const parts: FanOut = {
    mirror,
    load: async (_, since) => {
      const state = await ask<MirrorState>({ kind: 'load', since })
      if (isMidnightNear) now = await ask<Instant>({ kind: 'readClock' })
      return state
    },
    now: () => now,
    sleep: () => Promise.resolve(),
    ...(batchBytes && { batchBytes }),
  }
  let end: End | undefined
  let fault: Error | undefined
  fanOut(weaken(parts, hint), ID, hint).then(
    () => {
      end = 'done'
    },
    (error: unknown) => {
      if (error instanceof Unavailable) end = 'failed'
      else fault = error instanceof Error ? error : new Error(JSON.stringify(error))
    },
  )
  await settled()
  for (let next = answers[given]; next; next = answers[given]) {
    given++
    waiting.get(next.index)?.give(next.answer)
    waiting.delete(next.index)
    await settled()
  }
  if (fault) throw fault
  if (end) return end
  if (waiting.size === 0) throw new Error('a worker waits for nothing')
  return [...waiting].map(([index, { op }]) => ({ index, op }))
}

/** A worker's state. */
export interface Node {
  readonly id: number
  readonly hint: number
  readonly answers: readonly Given[]
  /** The keys of its answers by what was asked. */
  readonly keys: readonly string[]
  readonly step: Step
  readonly children: Map<string, Node>
  /** What its commit comes to, mirror by mirror. */
  readonly commits: Map<MirrorAt, Answered>
}
