// Which texts are e-mail addresses: those that HTML's e-mail input takes, with local parts and domains in any script.
// https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
import { hasInvisible } from './text.ts'

/** What a path of a mail's envelope holds, brackets aside (RFC 5321, 4.5.3.1.3). */
export const EMAIL_CHARACTERS = 254
/** Of a name in the domain system. */
const DOMAIN_CHARACTERS = 253

const LOCAL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~\u0080-\u{10ffff}-]+$/iu
/** What a domain is written with, before it is turned into ASCII: a URL would take far more. */
const WRITTEN = /^[a-z0-9.\u0080-\u{10ffff}-]+$/iu
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`, 'i')
const BEYOND_ASCII = /[^ -~]/

/** A domain as the domain system knows it; undefined for what is none in any script. */
function toAscii(domain: string): string | undefined {
  if (!BEYOND_ASCII.test(domain)) return domain
  return WRITTEN.test(domain) ? URL.parse(`http://${domain}`)?.hostname : undefined
}

/** Whether a trimmed text is an e-mail address, however long. Nothing in it is invisible, and no display name stands before it. */
export function isEmail(value: string): boolean {
  const at = value.lastIndexOf('@')
  if (at < 1 || !value.isWellFormed() || hasInvisible(value)) return false
  const domain = toAscii(value.slice(at + 1))
  return (
    LOCAL.test(value.slice(0, at)) &&
    domain !== undefined &&
    domain.length <= DOMAIN_CHARACTERS &&
    DOMAIN.test(domain)
  )
}

/** An address by which two spellings of it are one: lower case, the domain as mail servers name it. */
export function toAddressKey(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  return `${address.slice(0, at)}@${toAscii(domain) ?? domain}`.toLowerCase()
}
