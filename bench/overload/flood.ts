// Sends so many requests a second whatever becomes of them, as people do who know nothing of one another: nobody waits for an answer
// before the next one asks, and nobody backs off.
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSocket, readAnswer } from '../common/load.ts'
import { quantile } from '../common/median.ts'

export interface Flood {
  readonly port: number
  readonly perSecond: number
  readonly millis: number
  readonly next: () => string
}

export interface Flooded {
  /** Answered with 200 while it was sent. */
  readonly servedPerSecond: number
  /** The share that was refused with 503; every other answer is a fault. */
  readonly refusedShare: number
  /** Of those that were served, in milliseconds. */
  readonly p95: number
}

const PACE_MILLIS = 5

/** Floods a function for so long, and waits for what was asked. @throws with an answer that is neither 200 nor 503 */
export async function flood({ port, perSecond, millis, next }: Flood): Promise<Flooded> {
  const idle: Socket[] = []
  const all: Socket[] = []
  const times: number[] = []
  let served = 0
  let refused = 0
  let sent = 0
  const began = performance.now()
  const deadline = began + millis

  async function ask(): Promise<void> {
    const asked = performance.now()
    const socket = idle.pop() ?? (await openSocket(port))
    if (!all.includes(socket)) all.push(socket)
    const reading = readAnswer(socket)
    socket.write(next())
    const { status, text } = await reading
    idle.push(socket)
    const now = performance.now()
    if (status === 503) refused += 1
    else if (status !== 200) throw new Error(`neither served nor refused: ${text}`)
    else {
      times.push(now - asked)
      if (now <= deadline) served += 1
    }
  }

  const asking: Promise<void>[] = []
  try {
    for (let now = began; now < deadline; now = performance.now()) {
      for (; sent < ((now - began) * perSecond) / 1000; sent++) asking.push(ask())
      await sleep(PACE_MILLIS)
    }
    await Promise.all(asking)
  } finally {
    for (const socket of all) socket.destroy()
  }
  return {
    servedPerSecond: served / (millis / 1000),
    refusedShare: refused / Math.max(1, sent),
    p95: quantile(times, 0.95),
  }
}
