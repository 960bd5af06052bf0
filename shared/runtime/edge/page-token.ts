// Page tokens: opaque, bound to the parameters they were made for, valid for an hour.
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { toCanonicalJson } from '../../contract/canonical-json.ts'
import { HOUR, type Instant } from '../../time/instant.ts'
import { RefusalError } from './problem.ts'

const Token = z.tuple([z.string(), z.number(), z.unknown()])

function hashOf(parameters: object): string {
  const { pageToken: _, pageSize: _size, ...rest } = parameters as Record<string, unknown>
  return createHash('sha256').update(toCanonicalJson(rest)).digest('base64url').slice(0, 12)
}

/** A token for the page after `position`. */
export function toPageToken(parameters: object, position: unknown, now: Instant): string {
  const token = [hashOf(parameters), now + HOUR, position]
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

function decode(text: string): z.infer<typeof Token> | undefined {
  try {
    return Token.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    return undefined // anything can stand in a parameter; what is no token is refused below
  }
}

/**
 * Where the page before ended.
 *
 * @throws RefusalError where the token is none of ours, is too old, or was made for other parameters
 */
export function readPageToken<T>(
  parameters: object & { readonly pageToken?: string | undefined },
  position: z.ZodType<T>,
  now: Instant,
): T | undefined {
  const { pageToken } = parameters
  if (pageToken === undefined) return undefined
  const [hash, until, value] = decode(pageToken) ?? []
  const parsed = position.safeParse(value)
  if (hash === hashOf(parameters) && until !== undefined && until > now && parsed.success)
    return parsed.data
  const message = 'is not a token of these parameters, or is older than an hour'
  throw RefusalError.of('invalid-request', `pageToken: ${message}`, [
    { path: 'pageToken', message },
  ])
}
