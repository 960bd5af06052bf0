// The way from callers to instances, as a load balancer is: it chooses one that is up, and connections through it can break.
import { type IncomingHttpHeaders, Agent, request as openRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type FunctionName, manifest } from '../../../functions/manifest.ts'
import type { Chance } from '../chance.ts'
import type { Tally } from './tally.ts'

/** A place where one function is answered. */
export interface Target {
  readonly url: string
  readonly isUp: boolean
  inFlight: number
}

export interface Asked {
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** An answer that nobody may get, in a sentence. */
export type BadAnswer = string

/** The connection broke, or nobody answered: what became of the request is unknown. */
export class NoAnswer extends Error {}

export interface Front {
  /** @throws NoAnswer */
  readonly call: (name: FunctionName, asked: Asked) => Promise<Answer>
  /** How many of the requests are disturbed, from 0 to 1. */
  disturbed: number
  /** Answers that nobody may get. */
  readonly bad: readonly BadAnswer[]
  /** How many answers there were. */
  readonly answered: () => number
  readonly stop: () => void
}

/** How long a client waits for an answer; Pub/Sub and Scheduler wait as long as the function may take. */
const CLIENT_MILLIS = 15_000
const patienceFor = (name: FunctionName): number => {
  const { caller, timeoutSeconds } = manifest[name]
  return caller === 'platform' ? timeoutSeconds * 1000 : CLIENT_MILLIS
}
/** How long a request waits for an instance that is up. */
const UP_MILLIS = 10_000

/** What is wrong with an answer of a function, whoever asked. */
export function faultOf(what: string, { status, headers, text }: Answer): BadAnswer | undefined {
  const said = `${what} was answered with ${status} ${text.slice(0, 200)}`
  if (status === 200 || status === 304) return undefined
  if (!/^application\/problem\+json\b/.test(headers['content-type'] ?? ''))
    return `${said}: no problem+json`
  let reason: unknown
  try {
    ;({ reason } = JSON.parse(text) as { reason?: unknown })
  } catch {
    return `${said}: no JSON`
  }
  if (typeof reason !== 'string') return `${said}: no reason`
  if (status >= 500 && (reason !== 'unavailable' || status !== 503)) return said
  return undefined
}

/** @param targetsOf the places of a function */
export function openFront(
  targetsOf: (name: FunctionName) => readonly Target[],
  chance: Chance,
  tally: Tally,
): Front {
  const bad: BadAnswer[] = []
  let answered = 0
  const agent = new Agent({ keepAlive: true, maxSockets: 200 })

  async function choose(name: FunctionName): Promise<Target> {
    const until = Date.now() + UP_MILLIS
    for (;;) {
      const target = chance.find(targetsOf(name).filter(({ isUp }) => isUp))
      if (target) return target
      if (Date.now() > until) throw new NoAnswer(`no instance of ${name} is up`)
      await sleep(30)
    }
  }

  function send(
    { url }: Target,
    { method, headers, query, body }: Asked,
    signal: AbortSignal,
  ): Promise<Answer> {
    const search = query ? `?${new URLSearchParams(query).toString()}` : ''
    return new Promise((resolve, reject) => {
      const fail = (cause: Error) => reject(new NoAnswer(cause.message, { cause }))
      const request = openRequest(
        url + search,
        { method, agent, headers: { ...headers }, signal },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', fail)
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8')
            if (response.complete)
              resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
            else fail(new Error('the answer broke off'))
          })
        },
      )
      request.on('error', fail)
      request.end(body)
    })
  }

  async function ask(name: FunctionName, asked: Asked, signal: AbortSignal): Promise<Answer> {
    const target = await choose(name)
    target.inFlight++
    try {
      const answer = await send(target, asked, signal)
      answered++
      const fault = faultOf(name, answer)
      if (fault !== undefined) bad.push(fault)
      return answer
    } finally {
      target.inFlight--
    }
  }

  const front: Front = {
    disturbed: 0,
    bad,
    answered: () => answered,
    call: async (name, asked) => {
      const late = AbortSignal.timeout(patienceFor(name))
      if (!chance.isTrue(front.disturbed)) return ask(name, asked, late)
      const harm = chance.pick(['before', 'within', 'reply'])
      if (harm === 'before') {
        tally.count('requests that never arrived')
        throw new NoAnswer('cut before it arrived')
      }
      if (harm === 'within') {
        tally.count('requests cut while they were answered')
        const cut = AbortSignal.timeout(chance.whole(1, 60))
        return ask(name, asked, AbortSignal.any([cut, late]))
      }
      await ask(name, asked, late)
      tally.count('replies lost on the way to the client')
      throw new NoAnswer('the reply was lost')
    },
    stop: () => agent.destroy(),
  }
  return front
}
