// What is held against everything that came in a run: each function's answers against its description, what every answer carries,
// and documents that never go back.
import type { Check, Result } from '../bench/check.ts'
import type { Read } from '../bench/documents.ts'
import { cut, type Exchange } from '../bench/exchange.ts'
import { held, type Ledger } from '../bench/ledger.ts'
import { parseJson } from '../bench/line.ts'
import { Deviation, type Outcome } from '../bench/outcome.ts'
import type { DocumentSchemas } from '../description/documents.ts'
import type { Description } from '../description/description.ts'

interface Seen {
  /** Undefined where none were published. */
  readonly schemas: DocumentSchemas | undefined
  readonly description: Description
  readonly ledger: Ledger
  readonly reads: readonly Read[]
}

interface Rule {
  readonly id: string
  readonly says: string
  readonly group: string
  readonly find: (seen: Seen) => Deviation | undefined
}

const EVERY = 'Every answer'

/** The functions whose answers a browser keeps and asks after. */
const TAGGED = ['search-availability', 'get-professional', 'search-professionals']

const deviation = (promised: string, came: string, exchange: Exchange) =>
  new Deviation({ promised, came, exchange })

/** The first answer in which something is not as it should be. */
const firstIn =
  (look: (exchange: Exchange) => string | undefined, promised: string) =>
  ({ ledger }: Seen): Deviation | undefined => {
    for (const exchange of ledger.exchanges()) {
      const came = exchange.method === 'OPTIONS' ? undefined : look(exchange)
      if (came !== undefined) return deviation(promised, came, exchange)
    }
    return undefined
  }

const shown = (value: string | null) => (value === null ? 'none' : `"${value}"`)

/** The problem in a refusal, plain or callable. */
function problemIn({ text, isCallable }: Exchange): Readonly<Record<string, unknown>> {
  const json = parseJson(text.replace(/^data: /, ''))
  const told = isCallable ? at(at(json, 'error'), 'details') : json
  return typeof told === 'object' && told !== null ? Object.fromEntries(Object.entries(told)) : {}
}

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

const isRefusal = ({ status, method }: Exchange) => status >= 400 && method !== 'HEAD'

const RULES: readonly Rule[] = [
  {
    id: 'every-answer/request-id',
    says: 'has an X-Request-Id of its own, which a refusal repeats',
    group: EVERY,
    find: (seen) => {
      const known = new Set<string>()
      return firstIn((exchange) => {
        const id = exchange.replyHeaders.get('X-Request-Id')
        if (id === null || id === '') return 'no X-Request-Id'
        if (known.has(id)) return `X-Request-Id ${id} a second time`
        known.add(id)
        if (!isRefusal(exchange) || !isProblem(exchange)) return undefined
        const { requestId } = problemIn(exchange)
        return requestId === id
          ? undefined
          : `requestId ${String(requestId)} beside X-Request-Id ${id}`
      }, 'every answer has an X-Request-Id of its own, and a refusal the same as requestId')(seen)
    },
  },
  {
    id: 'every-answer/problem',
    says: 'that refuses is a problem of RFC 9457 with the status of its line',
    group: EVERY,
    find: firstIn((exchange) => {
      const { status, replyHeaders, isCallable } = exchange
      if (!isRefusal(exchange) || exchange.name === 'health') return undefined
      const type = replyHeaders.get('Content-Type')?.split(';')[0] ?? null
      if (!isCallable && type !== 'application/problem+json') return `${status} as ${shown(type)}`
      const problem = problemIn(exchange)
      if (problem['status'] !== status)
        return `"status": ${String(problem['status'])} with ${status}`
      const lacking = ['type', 'title', 'detail', 'reason'].find(
        (key) => typeof problem[key] !== 'string' || problem[key] === '',
      )
      return lacking === undefined ? undefined : `no "${lacking}"`
    }, 'every refusal is application/problem+json with type, title, status, detail and reason'),
  },
  {
    id: 'every-answer/retry-after',
    says: 'that says "later" (429, 503) says when',
    group: EVERY,
    find: firstIn(({ status, replyHeaders }) => {
      if (status !== 429 && status !== 503) return undefined
      const value = replyHeaders.get('Retry-After')
      return value !== null && /^[1-9]\d*$/.test(value)
        ? undefined
        : `${status} with Retry-After ${shown(value)}`
    }, 'every 429 and 503 has a Retry-After of whole seconds'),
  },
  {
    id: 'every-answer/challenge',
    says: 'of 401 names the scheme: WWW-Authenticate: Bearer',
    group: EVERY,
    find: firstIn(({ status, replyHeaders }) => {
      const value = replyHeaders.get('WWW-Authenticate')
      return status !== 401 || /^Bearer\b/.test(value ?? '') ? undefined : shown(value)
    }, 'every 401 carries WWW-Authenticate: Bearer'),
  },
  {
    id: 'every-answer/no-fault',
    says: 'is the caller’s doing: none is 5xx',
    group: EVERY,
    find: firstIn(
      ({ status, text }) => (status >= 500 ? `${status}: ${text.slice(0, 200)}` : undefined),
      'no request of this run fails by a fault of the deployment',
    ),
  },
  {
    id: 'every-answer/cached-privately',
    says: 'of a query with an ETag is kept by the caller alone, and asked after',
    group: EVERY,
    find: firstIn(
      ({ name, status, method, isCallable, replyHeaders }) => {
        if (!TAGGED.includes(name) || status !== 200 || method !== 'GET' || isCallable)
          return undefined
        const cache = replyHeaders.get('Cache-Control')
        const vary = replyHeaders.get('Vary')
        if (replyHeaders.get('ETag') === null) return 'no ETag'
        if (cache !== 'private, no-cache') return `Cache-Control ${shown(cache)}`
        return /\bAuthorization\b/i.test(vary ?? '') ? undefined : `Vary ${shown(vary)}`
      },
      `${TAGGED.join(', ')}: ETag, Cache-Control: private, no-cache, Vary: Authorization`,
    ),
  },
  {
    id: 'documents/never-back',
    says: 'a document never goes back to an older revision',
    group: 'Documents',
    find: ({ reads }) => {
      const known = new Map<string, number>()
      for (const { path, content, exchange } of reads) {
        const revision = content['revision']
        if (typeof revision !== 'number') continue
        const before = known.get(path) ?? 0
        if (revision < before)
          return deviation(
            `${path} is at revision ${before} or later`,
            `revision ${revision}`,
            exchange,
          )
        known.set(path, revision)
      }
      return undefined
    },
  },
]

const isProblem = ({ name }: Exchange) => name !== 'health'

/** What is said of one function's answers: how many of each status. */
function countsOf(exchanges: readonly Exchange[]): string {
  const counts = new Map<number, number>()
  for (const { status } of exchanges) counts.set(status, (counts.get(status) ?? 0) + 1)
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => (count === 1 ? String(status) : `${status} ×${count}`))
    .join(', ')
}

/** The first document that is not as its schema says. */
function wrongIn(reads: readonly Read[], { schemas }: Seen): Deviation | undefined {
  for (const read of reads) {
    const fault = schemas?.faultIn(read)
    if (!fault) continue
    const { promised, pointer, path } = fault
    return new Deviation({
      promised: `${read.path}${path === '' ? '' : `, at "${path.slice(1)}",`} ${promised}`,
      came: cut(JSON.stringify(held(read.content, path)) ?? 'nothing', 300),
      where: 'documents',
      pointer,
      exchange: read.exchange,
    })
  }
  return undefined
}

/** The ids and sentences, for a list without a run. */
export function afterwardsChecks(
  description: Description,
  schemas: DocumentSchemas | undefined,
): readonly Check[] {
  const run = () => Promise.resolve()
  const names = [...new Set(description.operations.map(({ name }) => name))]
  return [
    ...RULES.map(({ id, says, group }) => ({ id, says, group, run })),
    ...(schemas?.names ?? []).map((name) => ({
      id: `${name}/as-described`,
      says: 'is as its schema says',
      group: 'Documents',
      run,
    })),
    ...names.map((name) => ({
      id: `${name}/as-described`,
      says: 'answers as its description says',
      about: name,
      group: 'Answers as described',
      run,
    })),
  ]
}

/** The results of everything that is held against the whole run. */
export function afterwards(seen: Seen): readonly Result[] {
  const exchanges = seen.ledger.exchanges()
  const checks = new Map(
    afterwardsChecks(seen.description, seen.schemas).map((check) => [check.id, check]),
  )
  const resultOf = (
    id: string,
    found: Deviation | undefined,
    requests: number,
    says?: string,
  ): Result[] => {
    const check = checks.get(id)
    const outcome: Outcome = found ? { kind: 'failed', deviation: found } : { kind: 'passed' }
    return check
      ? [{ check: says === undefined ? check : { ...check, says }, outcome, millis: 0, requests }]
      : []
  }
  const names = [...new Set(seen.description.operations.map(({ name }) => name))]
  return [
    ...RULES.flatMap(({ id, find }) => resultOf(id, find(seen), 0)),
    ...(seen.schemas?.names ?? []).flatMap((name) => {
      const own = seen.reads.filter(({ path }) => seen.schemas?.nameOf(path) === name)
      const count = new Set(own.map(({ path }) => path)).size
      const says = `is as its schema says (${count === 1 ? 'one' : count} of them)`
      return own.length === 0 ? [] : resultOf(`${name}/as-described`, wrongIn(own, seen), 0, says)
    }),
    ...names.flatMap((name) => {
      const own = exchanges.filter(
        (exchange) => exchange.name === name && exchange.method !== 'OPTIONS',
      )
      if (own.length === 0) return []
      const [found] = seen.ledger.deviationsOf(name)
      const says = `answers as its description says (${countsOf(own)})`
      return resultOf(`${name}/as-described`, found, own.length, says)
    }),
  ]
}
