// Where the links of a message lead: the web app, or the functions' own plain pages where there is none.
import { type Purpose, makeLinkToken } from '../../../identity/link-token.ts'
import { DAY, type Instant } from '../../../time/instant.ts'
import type { Config } from '../../world/config.ts'

/** How long a link goes on to work after what it is about is over. */
export const LINK_MILLIS = 30 * DAY
/** How long a mail can be unsubscribed from. */
const UNSUBSCRIBE_MILLIS = 365 * DAY

type Where = Pick<Config, 'webUrl' | 'functionsUrl' | 'linkKeys'>

/** A page of the app, or of the function that answers without one. */
function pageOf({ webUrl, functionsUrl }: Where, app: string, name: string, token: string) {
  if (webUrl !== undefined) return `${webUrl}/${app}/${token}`
  return functionsUrl === undefined ? undefined : `${functionsUrl}/${name}?token=${token}`
}

/** A guest's own booking, open until 30 days after its end. */
export function guestLink(where: Where, bookingId: string, end: Instant): string | undefined {
  if (where.linkKeys.length === 0) return undefined
  const token = makeLinkToken(where.linkKeys, 'guest-booking', bookingId, end + LINK_MILLIS)
  return pageOf(where, 'g', 'guest-booking', token)
}

/** What a mail's unsubscribing needs: the page for people, and where a mail program posts (RFC 8058). */
export interface UnsubscribeLinks {
  readonly page: string
  readonly oneClick: string
}

/** @param subject the account's uid, or the digest of a guest's address */
export function unsubscribeLinks(
  where: Where,
  purpose: Extract<Purpose, `unsubscribe-${string}`>,
  subject: string,
  now: Instant,
): UnsubscribeLinks | undefined {
  const { linkKeys, functionsUrl } = where
  if (linkKeys.length === 0 || functionsUrl === undefined) return undefined
  const token = makeLinkToken(linkKeys, purpose, subject, now + UNSUBSCRIBE_MILLIS)
  const oneClick = `${functionsUrl}/unsubscribe?token=${token}`
  return { page: pageOf(where, 'u', 'unsubscribe', token) ?? oneClick, oneClick }
}
