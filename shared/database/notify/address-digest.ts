// E-mail addresses in one form, and as digests: what is kept of a guest's address beside their booking names nobody.
import { createHash } from 'node:crypto'
import { domainToASCII } from 'node:url'

/** An address by which two spellings of it are one: lower case, the domain as mail servers name it. */
export function toAddressKey(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  return `${address.slice(0, at)}@${domainToASCII(domain) || domain}`.toLowerCase()
}

/** A digest by which an address is found again and not known. */
export const digestOfAddress = (address: string): string =>
  createHash('sha256').update(toAddressKey(address)).digest('base64url')
