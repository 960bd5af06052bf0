// Page tokens: signed, so that where a page ended is our word and nobody else's; bound to the function and the parameters that
// they were made for; valid for an hour.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { toCanonicalJson } from '../../contract/values/canonical-json.ts'
import { Unavailable } from '../../contract/faults/unavailable.ts'
import { HOUR, type Instant } from '../../time/instant.ts'
import { RefusalError } from './problem.ts'

/** The pages of one request. */
export interface Pages {
  /**
   * Where the page before ended; undefined at the first page.
   *
   * @throws RefusalError where the token is none of ours, is too old, or was made for other parameters
   */
  readonly after: <T>(position: z.ZodType<T>) => T | undefined
  /** A token for the page after a position, valid for an hour from `madeAt`: now, unless told. */
  readonly next: (position: unknown, madeAt?: Instant) => string
}

/** What is asked for, and with what its tokens are signed. */
export interface Paged {
  readonly name: string
  readonly parameters: object
  /** The first one signs, all of them are believed: a new key goes before the old one, which leaves an hour later. */
  readonly keys: readonly string[]
  readonly now: Instant
}

/** How long a token is good for. */
export const PAGE_MILLIS = HOUR

const Content = z.tuple([z.string(), z.number(), z.unknown()])

function hashOf({ name, parameters }: Paged): string {
  const { pageToken: _, pageSize: _size, ...rest } = parameters as Record<string, unknown>
  return createHash('sha256')
    .update(toCanonicalJson([name, rest]))
    .digest('base64url')
    .slice(0, 16)
}

function sign(content: string, key: string): Buffer {
  return createHmac('sha256', key).update(`page-token ${content}`).digest()
}

function isSigned(content: string, signature: string, keys: readonly string[]): boolean {
  const given = Buffer.from(signature, 'base64url')
  return keys.some((key) => {
    const ours = sign(content, key)
    return ours.byteLength === given.byteLength && timingSafeEqual(ours, given)
  })
}

/** The content of a token that we signed. */
function open(token: string, keys: readonly string[]): z.infer<typeof Content> | undefined {
  const [content = '', signature = '', ...more] = token.split('.')
  if (more.length > 0 || !isSigned(content, signature, keys)) return undefined
  return Content.parse(JSON.parse(Buffer.from(content, 'base64url').toString()))
}

function requireKeys({ keys }: Paged): readonly [string, ...string[]] {
  const [first, ...others] = keys
  if (first === undefined)
    throw new Unavailable('lists have no next page', new Error('PAGE_TOKEN_KEYS is not set'))
  return [first, ...others]
}

function findAfter<T>(paged: Paged, position: z.ZodType<T>): T | undefined {
  const { pageToken } = paged.parameters as { readonly pageToken?: string }
  if (pageToken === undefined) return undefined
  const [hash, until, value] = open(pageToken, requireKeys(paged)) ?? []
  const parsed = position.safeParse(value)
  if (hash === hashOf(paged) && until !== undefined && until > paged.now && parsed.success)
    return parsed.data
  const message = 'is not a token of these parameters, or is older than an hour'
  throw RefusalError.of('invalid-request', `pageToken: ${message}`, [
    { path: 'pageToken', message },
  ])
}

/** The pages of a request whose parameters were parsed. */
export function pagesOf(paged: Paged): Pages {
  return {
    after: (position) => findAfter(paged, position),
    next: (position, madeAt = paged.now) => {
      const [key] = requireKeys(paged)
      const content = Buffer.from(JSON.stringify([hashOf(paged), madeAt + PAGE_MILLIS, position]))
      const text = content.toString('base64url')
      return `${text}.${sign(text, key).toString('base64url')}`
    },
  }
}
