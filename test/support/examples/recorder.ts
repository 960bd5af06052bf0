// Calls functions on a backend whose clock and ids are fixed, and keeps what was sent and answered.
import { type FunctionName, manifest } from '../../../functions/manifest.ts'
import type { World } from '../../../shared/runtime/world/world.ts'
import { type Backend, startBackend } from '../backend.ts'
import type { Example, Examples } from '../../../dev/openapi/examples.ts'
import type { Body } from '../fixtures.ts'
import { PARTS, type Person, isPerson, verifyPerson } from './people.ts'

/** What is asked for. */
export interface Asked {
  readonly as?: Person | 'broken' | 'down' | 'somebody'
  readonly input?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** Another method than the function's own. */
  readonly method?: string
  /** Sent instead of the input. */
  readonly raw?: string
  /** What the example is called; unset, it is not kept. */
  readonly title?: string
  /** What must be answered: 200 if unset, else a reason, or 304. */
  readonly answers?: string
}

const KEPT = [
  'Content-Type',
  'X-Request-Id',
  'ETag',
  'Retry-After',
  'Idempotency-Replayed',
  'WWW-Authenticate',
  'Allow',
  'Cache-Control',
]

/** Longer bodies teach nothing. */
const SHOWN_CHARACTERS = 4_000

const START = Date.parse('2026-11-23T08:00:00Z')
const SECOND = 1_000
/** In the example's settings, so that it is soon reached. */
const TEXT_QUERIES = 2

export type Call = (name: FunctionName, asked: Asked) => Promise<Body>

export interface Recorder {
  readonly backend: Backend
  readonly call: Call
  /** Moves the clock on to this instant. */
  readonly until: (instant: string) => void
  readonly now: () => number
  readonly examples: () => Examples
  readonly stop: () => Promise<void>
}

/** Starts it; the clock goes on by a second with each call. */
export async function startRecorder(options: {
  readonly enforcesAppCheck?: boolean
  readonly linkKeys: readonly string[]
  /** What every call goes through instead. */
  readonly through?: (backend: Backend) => Promise<Backend>
  readonly worldOf?: (name: FunctionName, world: World) => World
  readonly isDatabaseDistributed?: boolean
}): Promise<Recorder> {
  let [now, ids] = [START, 0]
  const own = await startBackend({
    now: () => now,
    subscribe: false,
    ...(options.worldOf && { worldOf: options.worldOf }),
    config: {
      enforcesAppCheck: options.enforcesAppCheck === true,
      linkKeys: options.linkKeys,
      isDatabaseDistributed: options.isDatabaseDistributed === true,
      textQueriesPerMinute: TEXT_QUERIES,
      // As deployed, however a suite is run.
      answersKept: 5_000,
    },
    world: {
      newId: () => `0193556b-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`,
      verifyToken: verifyPerson,
      findAuthAccount: (uid) => Promise.resolve(isPerson(uid) ? { isDisabled: false } : undefined),
      deleteAuthAccount: () => Promise.resolve(),
    },
  })
  const backend = options.through ? await options.through(own) : own
  const kept = new Map<FunctionName, Example[]>()

  const call: Call = async (name, asked) => {
    now += SECOND
    const { as, input = {}, raw, title, answers = '200' } = asked
    const usual = manifest[name].room === 'queries' ? 'GET' : 'POST'
    const method = asked.method ?? usual
    const query = usual === 'GET' ? input : {}
    const search = new URLSearchParams()
    for (const [key, value] of Object.entries(query))
      for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one))
    const body = method === 'GET' ? undefined : (raw ?? JSON.stringify(input))
    const response = await fetch(`${backend.url}/${name}?${search.toString()}`, {
      method,
      headers: {
        ...(as !== undefined && { Authorization: `Bearer ${as}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        'X-Request-Id': `example-of-${name}`,
        ...asked.headers,
      },
      ...(body !== undefined && { body }),
    })
    const text = await response.text()
    const told: unknown = text === '' ? undefined : JSON.parse(text)
    const { reason } = (told ?? {}) as { readonly reason?: string }
    const got = response.status === 304 ? '304' : (reason ?? '200')
    if (got !== answers)
      throw new Error(`${name} (${title ?? 'not kept'}) answered ${got}, not ${answers}: ${text}`)
    if (title !== undefined)
      keep(name, {
        title,
        ...(as !== undefined && isPerson(as) && { by: PARTS[as] }),
        request: {
          method,
          ...(asked.headers && { headers: asked.headers }),
          ...(usual === 'GET' &&
            Object.keys(input).length > 0 && {
              query: Object.fromEntries(
                [...new Set(search.keys())].map((key) => {
                  const [first = '', ...more] = search.getAll(key)
                  return [key, more.length === 0 ? first : [first, ...more]]
                }),
              ),
            }),
          ...(body !== undefined &&
            body.length <= SHOWN_CHARACTERS && { body: raw === undefined ? input : raw }),
        },
        answer: {
          status: response.status,
          headers: Object.fromEntries(
            KEPT.flatMap((header) => {
              const value = response.headers.get(header)
              return value === null ? [] : [[header, value]]
            }),
          ),
          ...(told !== undefined && { body: told }),
        },
      })
    return told as Body
  }

  function keep(name: FunctionName, example: Example): void {
    kept.set(name, [...(kept.get(name) ?? []), example])
  }

  return {
    backend,
    call,
    until: (instant) => {
      now = Date.parse(instant)
    },
    now: () => now,
    examples: () => Object.fromEntries(kept),
    stop: () => backend.stop(),
  }
}
