// One call as a request: where it goes, and what its answer means.
import { Refusal } from './errors.ts'
import type { Problem } from './types.ts'

/** A call as it is sent, the same at each try. */
export interface Sent {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body?: string
  readonly idempotencyKey?: string
}

const textOf = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value))

/** A query's input as parameters: a list is repeated, what is unset is left out. */
function toSearch(input: object): string {
  const pairs = Object.entries(input).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value])
      .filter((one) => one !== undefined)
      .map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(textOf(one))}`),
  )
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

/** `createBooking` is answered at `…/create-booking`. */
function urlOf(functionsUrl: string, call: string): string {
  const name = call.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return `${functionsUrl.replace(/\/+$/, '')}/${name}`
}

/** A query. */
export function toQuery(functionsUrl: string, call: string, input: object): Sent {
  return { method: 'GET', url: urlOf(functionsUrl, call) + toSearch(input) }
}

/** A command, under a key by which the system knows it again. */
export function toCommand(
  functionsUrl: string,
  call: string,
  input: object,
  idempotencyKey: string,
): Sent {
  return {
    method: 'POST',
    url: urlOf(functionsUrl, call),
    body: JSON.stringify(input),
    idempotencyKey,
  }
}

/** What came back, read to its end. */
export interface Heard {
  readonly status: number
  readonly text: string
  /** `Retry-After` in milliseconds. */
  readonly retryAfterMillis: number | undefined
  readonly requestId: string | undefined
}

/** What an answer comes to. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: object }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  /** It may be answered otherwise at another try. */
  | { readonly kind: 'busy' }
  /** Something went wrong that is no refusal. */
  | { readonly kind: 'fault' }
  /** Something between here and there answered in its place. */
  | { readonly kind: 'stranger' }

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined // a page instead of an answer
  }
}

const isProblem = (value: object | undefined): value is Problem =>
  value !== undefined && 'reason' in value && 'detail' in value

/** What was answered. */
export function toOutcome({ status, text, retryAfterMillis }: Heard): Outcome {
  const value = parse(text)
  // A network's sign-in page, say.
  if (status < 400)
    return value && status === 200 ? { kind: 'answer', answer: value } : { kind: 'stranger' }
  const isRefused = isProblem(value) && status < 500
  if (isRefused) return { kind: 'refusal', refusal: new Refusal(value, retryAfterMillis) }
  // What stands before the functions says so too, in its own words.
  if ([429, 502, 503, 504].includes(status)) return { kind: 'busy' }
  return { kind: 'fault' }
}

/** Seconds, or a date, as `Retry-After` has them. */
export function toRetryAfter(header: string | null, serverNow: number): number | undefined {
  if (header === null) return undefined
  const millis = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - serverNow
  return Number.isNaN(millis) ? undefined : Math.max(0, millis)
}
