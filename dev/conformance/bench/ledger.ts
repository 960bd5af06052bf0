// Everything that was answered in a run, held against the description as it came: its status, media type, body and headers.
import type { Answers, Described, Description } from '../description/description.ts'
import type { Fault, Validate } from '../description/validate.ts'
import { cut, type Exchange } from './exchange.ts'
import { parseJson } from './line.ts'
import { Deviation } from './outcome.ts'

export interface Ledger {
  readonly record: (exchange: Exchange) => void
  readonly exchanges: () => readonly Exchange[]
  /** What the answers of one function have shown, in the order in which they came. */
  readonly deviationsOf: (name: string) => readonly Deviation[]
}

/** Of one function; the first says what is wrong, a few more whether it is always. */
const DEVIATIONS_MAX = 20

/** A ledger with nothing in it. */
export function openLedger(description: Description, validate: Validate): Ledger {
  const exchanges: Exchange[] = []
  const deviations = new Map<string, Deviation[]>()
  const record = (exchange: Exchange) => {
    exchanges.push(exchange)
    const found = deviationIn(exchange, description, validate)
    if (!found) return
    const known = deviations.get(exchange.name) ?? []
    if (known.length < DEVIATIONS_MAX) deviations.set(exchange.name, [...known, found])
  }
  return {
    record,
    exchanges: () => exchanges,
    deviationsOf: (name) => deviations.get(name) ?? [],
  }
}

/** The operation that an answer is one of: a query may be asked by a callable's POST, and whatever a HEAD gets is its GET's. */
function operationOf(exchange: Exchange, description: Description): Described | undefined {
  const { name, method } = exchange
  const own = description.find(name, method === 'POST' ? 'post' : 'get')
  return own ?? description.find(name)
}

function deviationIn(
  exchange: Exchange,
  description: Description,
  validate: Validate,
): Deviation | undefined {
  const { name, method, status } = exchange
  const operation = operationOf(exchange, description)
  if (!operation || method === 'OPTIONS') return undefined
  const answers = description.answersOf(operation, status)
  const deviation = (promised: string, came: string, pointer: string) =>
    new Deviation({ promised, came, pointer, exchange })
  if (!answers)
    // Unchanged, as If-None-Match asked for; older descriptions do not list it.
    return status === 304
      ? undefined
      : deviation(
          `${name} answers one of ${operation.statuses.join(', ')}`,
          `${status}: ${cut(exchange.text, 300)}`,
          `${operation.pointer}/responses`,
        )
  const header = headerFault(exchange, answers, validate)
  if (header) return deviation(header.promised, header.came, header.pointer)
  if (method === 'HEAD' || status === 304) return undefined
  const body = bodyFault(exchange, answers, validate)
  return body && deviation(body.promised, body.came, body.pointer)
}

interface Told {
  readonly promised: string
  readonly came: string
  readonly pointer: string
}

function headerFault(exchange: Exchange, answers: Answers, validate: Validate): Told | undefined {
  for (const { name, required, schema } of answers.headers) {
    const pointer = `${answers.pointer}/headers/${name}`
    const value = exchange.replyHeaders.get(name)
    if (value === null) {
      if (!required) continue
      return { promised: `${exchange.status} has a header ${name}`, came: 'none', pointer }
    }
    if (schema === undefined) continue
    // A header is text; its schema may speak of the number that it writes.
    const fault = validate(schema, value) && validate(schema, parseJson(value) ?? value)
    if (fault)
      return {
        promised: `the header ${name} ${fault.promised}`,
        came: value,
        pointer: fault.pointer,
      }
  }
  return undefined
}

function bodyFault(exchange: Exchange, answers: Answers, validate: Validate): Told | undefined {
  const { status, text, isCallable } = exchange
  const type = exchange.replyHeaders.get('Content-Type')?.split(';')[0]?.trim() ?? ''
  if (!answers.content) return undefined
  const described = [...answers.content.keys()]
  const pointer = `${answers.pointer}/content`
  // A callable's answer is JSON whatever it says, or the same as one event.
  const isWrapped = isCallable && (type === 'application/json' || type === 'text/event-stream')
  const plainType = described.find((one) => one.includes('json')) ?? ''
  const media = isWrapped ? plainType : type
  if (!answers.content.has(media))
    return {
      promised: `${status} is ${described.join(' or ')}`,
      came: `${type || 'no content type'}: ${cut(text, 300)}`,
      pointer,
    }
  const schema = answers.content.get(media)
  if (schema === undefined || !media.includes('json')) return undefined
  const json = parseJson(isWrapped ? text.replace(/^data: /, '') : text)
  const value = isWrapped ? unwrap(json) : json
  const fault = validate(schema, value)
  return fault && { ...inWords(fault, value, status), pointer: fault.pointer }
}

/** What a callable's answer wraps. */
function unwrap(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return undefined
  if ('result' in json) return json.result
  const error = 'error' in json ? json.error : undefined
  return typeof error === 'object' && error !== null && 'details' in error
    ? error.details
    : undefined
}

/** What a value has at a path such as `/slots/0/start`. */
export const held = (value: unknown, path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
      value,
    )

function inWords({ promised, path }: Fault, value: unknown, status: number) {
  const at = path.split('/').slice(1).join('.')
  return {
    promised: `the body of ${status}${at === '' ? '' : `, at "${at}",`} ${promised}`,
    came: cut(JSON.stringify(held(value, path)) ?? 'nothing', 300),
  }
}
