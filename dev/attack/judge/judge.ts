// Judges what came back: never a fault, a stack, another's data, or more than it should be.
import * as z from 'zod'
import { Problem } from '../../../shared/contract/faults/problem.ts'
import type { Published } from '../inputs/described.ts'
import { type Validate, validatorOf } from '../../conformance/description/validate.ts'
import type { Answer, Exchanged } from '../wire/shot.ts'
import type { Finding } from './finding.ts'

const REFUSAL_BYTES = 64 * 1024

/** Of our insides, in whatever an answer says. */
const INSIDES =
  /\n\s+at [^\n]*[:(]|\(?(?:file:\/\/)?\/[\w./-]+\.[cm]?[jt]s:\d+|node_modules|node:internal|\b(?:syntax error at or near|violates (?:foreign|unique|check|exclusion|not-null)|duplicate key value|invalid byte sequence|deadlock detected)\b|\bselect .{1,80} from [a-z_]+\b/

/** The gateway of the local stack names the functions that there are to who asks for another. */
const Told = Problem.extend({ functions: z.array(z.string()).optional() }).strict()

/** Pages, where a browser asked for one. */
const HTML_FUNCTIONS: readonly string[] = ['guest-booking', 'cancel-guest-booking', 'unsubscribe']

/** Node's own parser refuses without a word. */
const BARE: readonly number[] = [400, 408, 413, 417, 431]

export interface Judge {
  readonly judge: (exchanged: Exchanged, isForeign: IsForeign) => readonly Finding[]
}

const finding = (kind: Finding['kind'], seen: string): Finding => ({ kind, seen })

/** The JSON of an answer, also where it is the one event of a stream. */
function jsonOf({ headers, text }: Answer): unknown {
  const type = headers.get('content-type') ?? ''
  const data = type.startsWith('text/event-stream') ? /^data: (.*)\n\n$/s.exec(text)?.[1] : text
  try {
    return JSON.parse(data ?? '')
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The problem that an answer tells, in whichever protocol; undefined where it tells none as it should. */
function problemOf(answer: Answer): unknown {
  const type = answer.headers.get('content-type') ?? ''
  const told = jsonOf(answer)
  if (type.startsWith('application/problem+json')) return told
  const error = isRecord(told) ? told['error'] : undefined
  return isRecord(error) && /^(application\/json|text\/event-stream)\b/.test(type)
    ? error['details']
    : undefined
}

const cut = (text: string) => JSON.stringify(text.slice(0, 200))

/** Why a text may not be shown to whoever asked; undefined where it may. */
export type IsForeign = (text: string, exchanged: Exchanged) => string | undefined

/** A judge of answers by what is published of them. */
export function makeJudge({ description, operations }: Published): Judge {
  const validate: Validate = validatorOf(description.document)

  function described(exchanged: Exchanged, { status }: Answer, told: unknown): Finding[] {
    const operation = operations.find(({ name }) => name === exchanged.function)
    const method = exchanged.sent?.method === 'GET' ? 'get' : undefined
    const found = operation && description.find(operation.name, method)
    if (!found) return []
    const content = description.answersOf(found, status)?.content
    const pointer = [...(content ?? [])].find(([type]) => /json/.test(type))?.[1]
    const value =
      isRecord(told) && 'result' in told && Object.keys(told).length === 1 ? told['result'] : told
    const fault = pointer === undefined ? undefined : validate(pointer, value)
    return fault
      ? [finding('undescribed', `${fault.path || 'it'} ${fault.promised} (${fault.pointer})`)]
      : []
  }

  function success(exchanged: Exchanged, answer: Answer): Finding[] {
    const type = answer.headers.get('content-type') ?? ''
    if (answer.status !== 200 || exchanged.sent?.method === 'HEAD') return []
    if (type.startsWith('text/html') && HTML_FUNCTIONS.includes(exchanged.function)) return []
    const told = jsonOf(answer)
    if (told === undefined)
      return [finding('undescribed', `a 200 of ${type || 'no type'}: ${cut(answer.text)}`)]
    return described(exchanged, answer, told)
  }

  function refusal(exchanged: Exchanged, answer: Answer): Finding[] {
    const { status, text, headers } = answer
    const bytes = Buffer.byteLength(text)
    const large = bytes > REFUSAL_BYTES ? [finding('large', `${bytes} bytes of refusal`)] : []
    const isHtml = /^text\/html\b/.test(headers.get('content-type') ?? '')
    const isHead = exchanged.sent?.method === 'HEAD'
    const isBare =
      text === '' && (isHead || (BARE.includes(status) && !headers.has('x-request-id')))
    if (isBare && (isHead || isRefusedByParser(exchanged, status))) return large
    if (isHtml && HTML_FUNCTIONS.includes(exchanged.function) && status < 500) return large
    const told = problemOf(answer)
    const parsed = Told.safeParse(told)
    if (!parsed.success) {
      const kind = status >= 500 ? 'fault' : 'no-problem'
      return [
        ...large,
        finding(kind, `${status} ${headers.get('content-type') ?? ''}: ${cut(text)}`),
      ]
    }
    const { reason } = parsed.data
    if (status >= 500 && reason !== 'unavailable') return [finding('fault', `${status} ${reason}`)]
    return [...large, ...described(exchanged, answer, isRecord(told) ? told : undefined)]
  }

  function judgeAnswer(exchanged: Exchanged, answer: Answer, isForeign: IsForeign): Finding[] {
    const { status, text, headers } = answer
    if (status === 0) return [finding('no-problem', `no HTTP: ${cut(text)}`)]
    const all = `${[...headers].map(([name, value]) => `${name}: ${value}`).join('\n')}\n${text}`
    const inside = INSIDES.exec(all)
    const foreign = isForeign(all, exchanged)
    return [
      ...(status < 400 ? success(exchanged, answer) : refusal(exchanged, answer)),
      ...(inside ? [finding('stack', cut(inside[0]))] : []),
      ...(foreign === undefined ? [] : [finding('foreign', foreign)]),
    ]
  }

  return {
    judge: (exchanged, isForeign) => [
      ...(exchanged.silence === undefined ? [] : [finding('silent', exchanged.silence)]),
      ...exchanged.answers.flatMap((answer) => judgeAnswer(exchanged, answer, isForeign)),
    ],
  }
}

/** What never becomes a request: bytes that are none, heads above 16 KiB, an expectation that nobody meets (RFC 9110, 10.1.1). */
function isRefusedByParser({ sent }: Exchanged, status: number): boolean {
  if (!sent || status === 417) return true
  const head = sent.headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0)
  return head + sent.target.length > 15_000
}
