// Between Pub/Sub and the subscribers: pushes can be lost, doubled, late and out of order here, and what was handled is written down.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FunctionName } from '../../../functions/manifest.ts'
import type { Chance } from '../chance.ts'
import { type Front, NoAnswer } from './front.ts'
import type { Tally } from './tally.ts'

/** How many pushes each happens to, from 0 to 1. */
export interface PushHarm {
  readonly lost: number
  readonly answerLost: number
  readonly doubled: number
  readonly late: number
  readonly reordered: number
}

export const UNHARMED: PushHarm = { lost: 0, answerLost: 0, doubled: 0, late: 0, reordered: 0 }

export interface Pushes {
  readonly url: string
  harm: PushHarm
  /** Changes that a subscriber has said to have handled: `subscriber professionalId revision`. */
  readonly handled: ReadonlySet<string>
  /** Pushes on their way: to whom each, and for how many seconds already. */
  readonly underway: () => readonly string[]
  readonly stop: () => Promise<void>
}

interface Envelope {
  readonly message?: { readonly data?: string }
}

/** `professionalId revision` of a change; undefined for what is about an account. */
function changeIn(body: string): string | undefined {
  const { message } = JSON.parse(body) as Envelope
  const told = JSON.parse(Buffer.from(message?.data ?? '', 'base64').toString('utf8') || '{}') as {
    professionalId?: string
    revision?: number
  }
  return told.professionalId === undefined
    ? undefined
    : `${told.professionalId} ${String(told.revision)}`
}

/** Pushes that are held back until this many are, or the time is over, and then go in the opposite order. */
const HELD = 4
const HELD_MILLIS = 1_200

export async function openPushes(front: Front, chance: Chance, tally: Tally): Promise<Pushes> {
  const handled = new Set<string>()
  const held: (() => void)[] = []
  const underway = new Set<{ readonly name: FunctionName; readonly since: number }>()
  const release = () => {
    for (const go of held.splice(0).toReversed()) go()
  }

  async function hand(name: FunctionName, body: string): Promise<number> {
    const headers = { 'Content-Type': 'application/json' }
    const { status } = await front.call(name, { method: 'POST', headers, body })
    const change = changeIn(body)
    if (status < 300 && change !== undefined) handled.add(`${name} ${change}`)
    return status
  }

  async function again(name: FunctionName, body: string): Promise<void> {
    await sleep(chance.whole(0, 4_000))
    await hand(name, body)
  }

  async function take(name: FunctionName, body: string): Promise<number> {
    const { harm } = pushes
    if (chance.isTrue(harm.lost)) {
      tally.count('pushes lost')
      throw new NoAnswer('the push was lost')
    }
    if (chance.isTrue(harm.doubled)) {
      tally.count('pushes doubled')
      again(name, body).catch(() => {}) // it was one too many
    }
    if (chance.isTrue(harm.late)) {
      tally.count('pushes late')
      await sleep(chance.whole(300, 3_000))
    }
    if (chance.isTrue(harm.reordered)) {
      tally.count('pushes out of order')
      await new Promise<void>((resolve) => {
        held.push(resolve)
        if (held.length >= HELD) release()
        else setTimeout(release, HELD_MILLIS)
      })
    }
    const status = await hand(name, body)
    if (chance.isTrue(harm.answerLost)) {
      tally.count('answers to pushes lost')
      throw new NoAnswer('the answer was lost')
    }
    return status
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const name = (request.url ?? '/').slice(1) as FunctionName // as makeTopics subscribes
      const one = { name, since: Date.now() }
      underway.add(one)
      take(name, Buffer.concat(chunks).toString('utf8'))
        .then(
          (status) => response.writeHead(status).end(),
          // Not a broken connection: after one the emulator tries again when the deadline for an answer is over, a minute or two later.
          () => response.writeHead(503).end(),
        )
        .finally(() => underway.delete(one))
        .catch(() => {}) // a socket that Pub/Sub closed
    })
    request.on('error', () => {}) // Pub/Sub went away
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo // of a server that listens on a port
  const pushes: Pushes = {
    url: `http://127.0.0.1:${port}`,
    harm: UNHARMED,
    handled,
    underway: () =>
      [...underway].map(
        ({ name, since }) => `${name} for ${Math.round((Date.now() - since) / 1000)} s`,
      ),
    stop: () =>
      new Promise((resolve) => {
        release()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return pushes
}
