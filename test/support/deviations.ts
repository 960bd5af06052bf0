// Planted deviations: what a deployment could do wrong that still looks right, and which checks have to notice.
import type { Asked, Plan, Told } from './deviating.ts'

export interface Planted {
  readonly says: string
  /** What has to fail. */
  readonly fails: readonly string[]
  /** What is carried out beside it and sees nothing wrong: what every answer is held to needs answers. */
  readonly passes?: readonly string[]
  readonly functions?: () => Plan
  readonly firestore?: () => Plan
}

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(text: string): Json {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** Changes the body of an answer; a callable's is the same in `result`. */
const bodyOf = (told: Told, change: (body: Json) => Json): Told => {
  const body = parse(told.body)
  const { result } = body
  const changed = isObject(result) ? { result: change(result) } : change(body)
  return { ...told, body: JSON.stringify(changed) }
}

const answersOf =
  (name: string, change: (body: Json, asked: Asked) => Json): (() => Plan) =>
  () => ({
    tell: (told, asked) =>
      asked.name === name && told.status === 200
        ? bodyOf(told, (body) => change(body, asked))
        : told,
  })

const without = (headers: Readonly<Record<string, string>>, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))

const slotsOf = (body: Json): readonly Json[] =>
  Array.isArray(body['slots']) ? body['slots'].filter(isObject) : []

const reasonOf = ({ body }: Told) => parse(body)['reason']

const revisionIn = ({ body }: Told) =>
  /"revision":\s*\{\s*"integerValue":\s*"(\d+)"/.exec(body)?.[1]

/** Documents under a path that matches, seen as they were when they were first there. */
const frozen = (path: RegExp) => (): Plan => {
  const kept = new Map<string, Told>()
  return {
    tell: (told, { name, method }) => {
      if (!path.test(name) || method !== 'GET' || told.status !== 200) return told
      const first = kept.get(name) ?? told
      kept.set(name, first)
      return first
    },
  }
}

export const PLANTED: readonly Planted[] = [
  {
    says: 'a booking is answered with 201',
    fails: ['create-booking/as-described', 'create-booking/as-sent'],
    functions: () => ({
      tell: (told, { name }) =>
        name === 'create-booking' && told.status === 200 ? { ...told, status: 201 } : told,
    }),
  },
  {
    says: 'a booking lacks its version',
    fails: ['create-booking/as-sent', 'get-booking/as-described'],
    functions: answersOf('get-booking', ({ booking, ...body }) => {
      const { version: _, ...rest } = isObject(booking) ? booking : {}
      return { ...body, booking: rest }
    }),
  },
  {
    says: 'a revision is text',
    fails: ['search-availability/as-described', 'search-availability/revision'],
    functions: answersOf('search-availability', (body) => ({
      ...body,
      revision: String(body['revision']),
    })),
  },
  {
    says: 'a revision stands still',
    fails: ['search-availability/revision'],
    functions: () => {
      const first = new Map<unknown, unknown>()
      return {
        tell: (told, { name }) => {
          if (name !== 'search-availability' || told.status !== 200) return told
          return bodyOf(told, (body) => {
            const kept = first.get(body['professionalId']) ?? body['revision']
            first.set(body['professionalId'], kept)
            return { ...body, revision: kept }
          })
        },
      }
    },
  },
  {
    says: 'a slot that is taken is sold again',
    fails: ['create-booking/once', 'create-booking/taken'],
    functions: () => {
      let sold: Told | undefined
      return {
        tell: (told, { name }) => {
          if (name !== 'create-booking') return told
          if (told.status === 200) sold = told
          return reasonOf(told) === 'slot-taken' && sold ? { ...sold } : told
        },
      }
    },
  },
  {
    says: 'a start is offered that cannot be booked',
    fails: ['search-availability/exactly', 'search-availability/offered-is-bookable'],
    functions: answersOf('search-availability', (body) => {
      const [first] = slotsOf(body)
      if (!first) return body
      const start = new Date(Date.parse(String(first['start'])) + 600_000)
      const odd = { ...first, start: start.toISOString().replace('.000Z', 'Z') }
      return { ...body, slots: [first, odd, ...slotsOf(body).slice(1)] }
    }),
  },
  {
    says: 'a free start is not offered',
    fails: ['search-availability/exactly'],
    functions: answersOf('search-availability', (body) => ({
      ...body,
      slots: slotsOf(body).slice(0, -1),
    })),
  },
  {
    says: 'there is no ETag',
    fails: ['every-answer/cached-privately', 'search-availability/etag', 'get-professional/etag'],
    functions: () => ({ tell: (told) => ({ ...told, headers: without(told.headers, 'etag') }) }),
  },
  {
    says: 'what has not changed is never 304',
    fails: ['search-availability/etag', 'get-professional/etag'],
    functions: () => ({
      ask: (asked) => ({ ...asked, headers: without(asked.headers, 'if-none-match') }),
    }),
  },
  {
    says: 'a request that is sent again with its key is carried out again',
    fails: ['create-booking/same-key', 'create-booking/same-key-at-once'],
    functions: () => ({
      ask: (asked) => ({ ...asked, headers: without(asked.headers, 'idempotency-key') }),
    }),
  },
  {
    says: 'another’s booking can be read',
    fails: ['authorization/others-bookings'],
    functions: () => {
      const owners = new Map<string, string>()
      return {
        ask: (asked) => {
          const bookingId = new URLSearchParams(asked.path.split('?')[1]).get('bookingId') ?? ''
          const authorization = owners.get(bookingId)
          return asked.name === 'get-booking' && authorization !== undefined
            ? { ...asked, headers: { ...asked.headers, authorization } }
            : asked
        },
        tell: (told, { name, headers }) => {
          const { booking } = parse(told.body)
          const { authorization } = headers
          if (name === 'create-booking' && isObject(booking) && authorization !== undefined)
            owners.set(String(booking['bookingId']), authorization)
          return told
        },
      }
    },
  },
  {
    says: 'who is limited is not told for how long',
    fails: ['every-answer/retry-after', 'limits/commands-a-minute'],
    functions: () => ({
      tell: (told) => ({ ...told, headers: without(told.headers, 'retry-after') }),
    }),
  },
  {
    says: 'the callable form answers something else',
    fails: ['callable/same-answer'],
    functions: () => ({
      tell: (told, asked) => {
        const { result } = parse(told.body)
        return isObject(result) && asked.name === 'search-availability'
          ? { ...told, body: JSON.stringify({ result: { ...result, slots: [] } }) }
          : told
      },
    }),
  },
  {
    says: 'an unknown field is taken',
    fails: ['requests/unknown-field'],
    functions: () => ({
      ask: (asked) => {
        const { conformanceUnknown: _, ...rest } = parse(asked.body)
        return asked.body.includes('conformanceUnknown')
          ? { ...asked, body: JSON.stringify(rest) }
          : asked
      },
    }),
  },
  {
    says: 'a refusal is plain JSON',
    fails: ['every-answer/problem', 'create-booking/as-described'],
    passes: ['create-booking/taken'],
    functions: () => ({
      tell: (told) =>
        told.headers['content-type']?.startsWith('application/problem+json')
          ? { ...told, headers: { ...told.headers, 'content-type': 'application/json' } }
          : told,
    }),
  },
  {
    says: 'an answer has no request id',
    fails: ['every-answer/request-id'],
    passes: ['explain-availability/agrees'],
    functions: () => ({
      tell: (told, { name }) =>
        name === 'explain-availability'
          ? { ...told, headers: without(told.headers, 'x-request-id') }
          : told,
    }),
  },
  {
    says: 'a browser is not let in',
    fails: ['cors/answers', 'cors/preflight'],
    functions: () => ({
      tell: (told) => ({
        ...told,
        headers: without(told.headers, 'access-control-allow-origin'),
      }),
    }),
  },
  {
    says: 'the second page is the first one again',
    fails: ['list-bookings/pages'],
    functions: () => ({
      ask: (asked) =>
        asked.name === 'list-bookings'
          ? { ...asked, path: asked.path.replace(/&pageToken=[^&]*/, '') }
          : asked,
    }),
  },
  {
    says: 'a day’s document is never there',
    fails: ['documents/day', 'documents/hold'],
    firestore: () => ({
      tell: (told, { name }) =>
        name.includes('/days/') ? { ...told, status: 404, body: '{"error":{"code":404}}' } : told,
    }),
  },
  {
    says: 'a day’s document stays as it was',
    fails: ['documents/day', 'documents/hold'],
    firestore: frozen(/\/days\//),
  },
  {
    says: 'a day’s document has other seats than the search',
    fails: ['documents/day'],
    firestore: () => ({
      tell: (told, { name }) =>
        name.includes('/days/')
          ? { ...told, body: told.body.replaceAll('"integerValue": "3"', '"integerValue": "4"') }
          : told,
    }),
  },
  {
    says: 'an instant in a document is text',
    fails: ['documents/own-booking'],
    firestore: () => ({
      tell: (told) => ({
        ...told,
        body: told.body.replaceAll('"timestampValue"', '"stringValue"'),
      }),
    }),
  },
  {
    says: 'a document goes back to older content',
    fails: ['documents/never-back'],
    passes: ['documents/day'],
    firestore: () => {
      let first: Told | undefined
      let hasMoved = false
      let isBack = false
      return {
        tell: (told, { name }) => {
          if (!name.includes('/days/') || told.status !== 200 || isBack) return told
          first ??= told
          // Once, after it has moved on: whoever looks again sees nothing of it.
          isBack = hasMoved
          hasMoved = revisionIn(told) !== revisionIn(first)
          return isBack ? first : told
        },
      }
    },
  },
  {
    says: 'everybody reads and writes every document',
    fails: ['documents/denied'],
    firestore: () => ({
      // What the emulator takes for an administrator.
      ask: (asked) => ({ ...asked, headers: { ...asked.headers, authorization: 'Bearer owner' } }),
    }),
  },
]
