// The line to the deployment's functions: sends one request, keeps to the pace, and writes down what went over it.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Description } from '../description/description.ts'
import type { Account } from '../target/accounts.ts'
import type { Target } from '../target/target.ts'
import type { Exchange } from './exchange.ts'
import { Deviation } from './outcome.ts'
import type { Kind, Pace } from './pace.ts'

/** What is asked of a function. */
export interface Ask {
  readonly name: string
  /** Unset: nobody is signed in. */
  readonly as?: Account | undefined
  /** An object goes as JSON, a text as it is. A query without one is a GET. */
  readonly body?: object | string
  readonly query?: Readonly<
    Record<string, string | number | boolean | readonly string[] | undefined>
  >
  readonly headers?: Readonly<Record<string, string>>
  readonly method?: 'GET' | 'POST' | 'HEAD' | 'OPTIONS'
  /** Wraps the body, or the query, as the Firebase SDKs do. */
  readonly isCallable?: boolean
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  /** Undefined where it is not JSON. */
  readonly body: unknown
  readonly exchange: Exchange
}

export interface Line {
  readonly send: (ask: Ask) => Promise<Reply>
  /** Without keeping to what an account may send in a minute. */
  readonly flood: (ask: Ask) => Promise<Reply>
}

interface LineOptions {
  readonly target: Target
  readonly description: Description
  readonly pace: Pace
  /** Told of every exchange. */
  readonly record: (exchange: Exchange) => void
  /** Told in a sentence when somebody has to wait. */
  readonly waits: (sentence: string) => void
  readonly signal?: AbortSignal
}

const ANSWER_MILLIS = 30_000
const WAIT_SECONDS_MAX = 61
const TRIES = 3

/** Opens a line. */
export function openLine(options: LineOptions): Line {
  const { description, pace, record, waits, signal } = options
  return {
    flood: async (ask) => {
      pace.count()
      const exchange = await exchangeOf(ask, options)
      record(exchange)
      return toReply(exchange)
    },
    send: async (ask) => {
      const isCommand = description.find(ask.name)?.isCommand ?? true
      const kind: Kind = isCommand && ask.as ? 'commands' : 'queries'
      for (let attempt = 1; ; attempt++) {
        await pace.turn(ask.as?.role ?? 'nobody', kind, signal)
        const exchange = await exchangeOf(ask, options)
        record(exchange)
        const isLimited = exchange.status === 429 && attempt < TRIES
        const seconds = Number(exchange.replyHeaders.get('Retry-After') ?? '1')
        // Others may share the limit, or somebody lowered it; a hold's may say half an hour.
        if (!isLimited || !(seconds <= WAIT_SECONDS_MAX)) return toReply(exchange)
        waits(`${ask.name} is limited: ${seconds} s of waiting, as Retry-After says.`)
        await sleep(seconds * 1000, undefined, signal && { signal })
      }
    },
  }
}

/** A field as a query string has it. */
function toSearch(query: Ask['query'] = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of [value ?? []].flat()) search.append(name, String(one))
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

function toRequest(ask: Ask, isQuery: boolean) {
  const { name, query, body, isCallable = false } = ask
  const sent = isCallable && typeof body !== 'string' ? { data: body ?? query ?? {} } : body
  const text = typeof sent === 'object' ? JSON.stringify(sent) : sent
  const method = ask.method ?? (sent === undefined && isQuery ? 'GET' : 'POST')
  return {
    method,
    path: `/${name}${isCallable ? '' : toSearch(query)}`,
    body: method === 'POST' ? (text ?? '{}') : undefined,
  }
}

async function exchangeOf(ask: Ask, options: LineOptions): Promise<Exchange> {
  const { target, description, signal } = options
  const { method, path, body } = toRequest(ask, description.find(ask.name)?.isCommand === false)
  const url = `${target.functionsUrl}${path}`
  const headers = {
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(target.origin !== undefined && { Origin: target.origin }),
    ...ask.headers,
  }
  const asked = {
    name: ask.name,
    method,
    url,
    headers,
    ...(body !== undefined && { body }),
    ...(ask.as && { role: ask.as.role }),
    isCallable: ask.isCallable ?? false,
  }
  const timeout = AbortSignal.timeout(ANSWER_MILLIS)
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...headers,
        ...(ask.as && { Authorization: `Bearer ${ask.as.token}` }),
        ...(target.appCheckToken !== undefined && { 'X-Firebase-AppCheck': target.appCheckToken }),
      },
      ...(body !== undefined && { body }),
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    const { status, headers: replyHeaders } = response
    return { ...asked, status, replyHeaders, text: await response.text() }
  } catch (error) {
    if (signal?.aborted) throw error
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    throw new Deviation({
      promised: `${ask.name} answers`,
      came: `nothing: ${String(cause)}`,
      exchange: { ...asked, status: 0, replyHeaders: new Headers(), text: '' },
    })
  }
}

/** The JSON of a text; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toReply(exchange: Exchange): Reply {
  const { status, replyHeaders: headers, text } = exchange
  return { status, headers, body: parseJson(text), exchange }
}
