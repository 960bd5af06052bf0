// The line to Firestore: reads documents by its REST API with an app's ID token, so that the rules decide, and waits until one is
// as a command left it. https://firebase.google.com/docs/firestore/reference/rest
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { Account } from '../target/accounts.ts'
import type { Target } from '../target/target.ts'
import { type Exchange, cut, toLine } from './exchange.ts'
import { parseJson } from './line.ts'
import { Deviation } from './outcome.ts'
import type { Pace } from './pace.ts'

/** A document as it was read. */
export interface Read {
  readonly path: string
  readonly exists: boolean
  /** Timestamps as text in Z and whole seconds, as answers have them. */
  readonly content: Readonly<Record<string, unknown>>
  /** The paths of the fields that are Timestamps, such as `/slots/…/0/start`. */
  readonly timestamps: ReadonlySet<string>
  readonly exchange: Exchange
}

export interface Documents {
  /** Reads once; `status` is that of Firestore, 403 where the rules deny it. */
  readonly read: (as: Account | undefined, path: string) => Promise<Read>
  /** The documents of a collection. */
  readonly list: (as: Account | undefined, path: string) => Promise<readonly Read[]>
  /** Tries to write, as an app would. */
  readonly write: (as: Account | undefined, path: string) => Promise<Exchange>
  /** Reads again and again until it is as wished, within the patience of this run. */
  readonly until: (
    as: Account,
    path: string,
    promised: string,
    wish: (read: Read) => boolean,
  ) => Promise<Read>
}

const Document = z.object({
  name: z.string(),
  fields: z.record(z.string(), z.unknown()).optional(),
})
const Listed = z.object({ documents: z.array(Document).optional() })
const Value = z.union([
  z.strictObject({ nullValue: z.null() }).transform(() => ({ plain: null })),
  z.strictObject({ booleanValue: z.boolean() }).transform((one) => ({ plain: one.booleanValue })),
  z
    .strictObject({ integerValue: z.string() })
    .transform((one) => ({ plain: Number(one.integerValue) })),
  z.strictObject({ doubleValue: z.number() }).transform((one) => ({ plain: one.doubleValue })),
  z.strictObject({ stringValue: z.string() }).transform((one) => ({ plain: one.stringValue })),
  z.strictObject({ timestampValue: z.string() }).transform((one) => ({ at: one.timestampValue })),
  z
    .strictObject({ arrayValue: z.object({ values: z.array(z.unknown()).optional() }) })
    .transform((one) => ({ list: one.arrayValue.values ?? [] })),
  z
    .strictObject({
      mapValue: z.object({ fields: z.record(z.string(), z.unknown()).optional() }),
    })
    .transform((one) => ({ map: one.mapValue.fields ?? {} })),
])

/** Whole seconds, where it is at one. */
const toInstant = (at: string) => at.replace(/\.0+Z$/, 'Z')

function decode(value: unknown, path: string, timestamps: Set<string>): unknown {
  const read = Value.parse(value)
  if ('plain' in read) return read.plain
  if ('list' in read)
    return read.list.map((one, index) => decode(one, `${path}/${index}`, timestamps))
  if ('map' in read) return decodeAll(read.map, path, timestamps)
  timestamps.add(path)
  return toInstant(read.at)
}

function decodeAll(fields: Readonly<Record<string, unknown>>, path: string, to: Set<string>) {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, decode(value, `${path}/${key}`, to)]),
  )
}

const LOOK_AGAIN_MILLIS = 150
const ANSWER_MILLIS = 20_000

interface DocumentsOptions {
  readonly target: Target
  readonly pace: Pace
  /** Told of every document that was there. */
  readonly record: (read: Read) => void
  readonly signal?: AbortSignal
}

/** Opens the line. */
export function openDocuments({ target, pace, record, signal }: DocumentsOptions): Documents {
  const root = `projects/${target.projectId}/databases/(default)/documents`

  async function ask(as: Account | undefined, path: string, patch?: object): Promise<Exchange> {
    pace.count()
    const url = `${target.firestoreUrl}/v1/${root}/${path}`
    const method = patch ? 'PATCH' : 'GET'
    const body = patch && JSON.stringify(patch)
    const headers: Record<string, string> = body ? { 'Content-Type': 'application/json' } : {}
    const timeout = AbortSignal.timeout(ANSWER_MILLIS)
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(as && { Authorization: `Bearer ${as.token}` }) },
      ...(body && { body }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    return {
      name: path,
      method,
      url,
      headers,
      ...(body && { body }),
      ...(as && { role: as.role }),
      isCallable: false,
      status: response.status,
      replyHeaders: response.headers,
      text: await response.text(),
    }
  }

  function toRead(path: string, json: unknown, exchange: Exchange): Read {
    const { fields = {} } = Document.parse(json)
    const timestamps = new Set<string>()
    const content = decodeAll(fields, '', timestamps)
    const read = { path, exists: true, content, timestamps, exchange }
    record(read)
    return read
  }

  async function read(as: Account | undefined, path: string): Promise<Read> {
    const exchange = await ask(as, path)
    if (exchange.status === 200) return toRead(path, parseJson(exchange.text), exchange)
    return { path, exists: false, content: {}, timestamps: new Set(), exchange }
  }

  return {
    read,
    list: async (as, path) => {
      const exchange = await ask(as, `${path}?pageSize=300`)
      if (exchange.status !== 200)
        throw new Deviation({ promised: `${path} may be read`, came: toLine(exchange), exchange })
      const { documents = [] } = Listed.parse(parseJson(exchange.text))
      return documents.map((one) =>
        toRead(one.name.slice(one.name.indexOf('/documents/') + 11), one, exchange),
      )
    },
    write: (as, path) =>
      ask(as, `${path}?updateMask.fieldPaths=conformance`, {
        fields: { conformance: { booleanValue: true } },
      }),
    until: async (as, path, promised, wish) => {
      const since = Date.now()
      for (;;) {
        const seen = await read(as, path)
        if (wish(seen)) return seen
        if (Date.now() - since > target.patienceMillis) {
          const seconds = target.patienceMillis / 1000
          throw new Deviation({
            promised: `${path} within ${seconds} s: ${promised}`,
            came: seen.exists
              ? `after ${seconds} s it is ${cut(JSON.stringify(seen.content), 500)}`
              : toLine(seen.exchange),
            exchange: seen.exchange,
          })
        }
        await sleep(LOOK_AGAIN_MILLIS, undefined, signal && { signal })
      }
    },
  }
}
