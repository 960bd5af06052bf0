// Keeps to what the deployment lets one account send in a minute, and to what one run may send in all.
import { setTimeout as sleep } from 'node:timers/promises'
import { Unable } from './outcome.ts'

const MINUTE = 60_000
/** What is left for clocks that differ, and for the cleaning up. */
const SHARE = 0.9

export type Kind = 'commands' | 'queries'

export interface Pace {
  /** Resolves when this account may send one more of the kind. */
  readonly turn: (whose: string, kind: Kind, signal?: AbortSignal) => Promise<void>
  /** Counts one more request that no account's limit is for. */
  readonly count: () => void
  readonly sent: () => number
}

/** A pace; `waits` is told in a sentence when somebody has to wait for long. */
export function keepPace(
  limits: Readonly<Record<Kind, number>>,
  requestsMax: number,
  waits: (sentence: string) => void,
): Pace {
  const sentBy = new Map<string, number[]>()
  let total = 0
  const count = () => {
    if (total >= requestsMax)
      throw new Unable(
        `This run has sent the ${requestsMax} requests that it may (--max-requests).`,
      )
    total++
  }
  const turn = async (whose: string, kind: Kind, signal?: AbortSignal): Promise<void> => {
    count()
    const key = `${whose} ${kind}`
    const times = (sentBy.get(key) ?? []).filter((at) => at > Date.now() - MINUTE)
    const max = Math.max(1, Math.floor(limits[kind] * SHARE))
    const first = times.at(-max)
    const at = Math.max(Date.now(), first === undefined ? 0 : first + MINUTE)
    // Its place is taken before it waits: others that ask meanwhile come after it.
    sentBy.set(key, [...times, at])
    const millis = at - Date.now()
    if (millis > 1000)
      waits(
        `${whose} has sent ${max} ${kind} within a minute: ${Math.ceil(millis / 1000)} s of waiting.`,
      )
    if (millis > 0) await sleep(millis, undefined, signal && { signal })
  }
  return { turn, count, sent: () => total }
}
