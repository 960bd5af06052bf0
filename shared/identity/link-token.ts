// Tokens of links in mails: whoever has one may do the one thing that it is for, without signing in, until it expires. An HMAC
// over subject, purpose and expiry; the newest key signs, all verify, so that keys can be changed.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../time/instant.ts'

/** What a link is for. */
export type Purpose = 'guest-booking' | 'unsubscribe-account' | 'unsubscribe-guest'

/** Longer tokens are none. */
const MAX_CHARACTERS = 1000

const sign = (key: string, payload: string): Buffer =>
  createHmac('sha256', key).update(`link:${payload}`).digest()

/**
 * A token for one purpose and subject.
 *
 * @param keys the newest first; at least one
 */
export function makeLinkToken(
  keys: readonly string[],
  purpose: Purpose,
  subject: string,
  expiresAt: Instant,
): string {
  const [key] = keys
  if (key === undefined) throw new Error('there is no key to sign links with: set LINK_KEYS')
  const text = JSON.stringify([purpose, subject, expiresAt])
  const payload = Buffer.from(text).toString('base64url')
  return `${payload}.${sign(key, payload).toString('base64url')}`
}

/** The subject of a token; undefined for one that is altered, expired, or for something else. */
export function readLinkToken(
  keys: readonly string[],
  purpose: Purpose,
  token: string,
  now: Instant,
): string | undefined {
  if (token.length > MAX_CHARACTERS) return undefined
  const [payload = '', signature = '', ...more] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const isOurs = keys.some((key) => {
    const ours = sign(key, payload)
    return ours.length === given.length && timingSafeEqual(ours, given)
  })
  // What decodes to the same bytes is still another text: one token has one form.
  if (!isOurs || more.length > 0 || given.toString('base64url') !== signature) return undefined
  // Signed by us: it is as makeLinkToken wrote it.
  const [of, subject, expiresAt] = JSON.parse(
    Buffer.from(payload, 'base64url').toString('utf8'),
  ) as readonly [Purpose, string, Instant]
  return of === purpose && now < expiresAt ? subject : undefined
}
