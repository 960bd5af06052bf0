// E-mail addresses as digests: what is kept of a guest's address beside their booking names nobody.
import { createHash } from 'node:crypto'
import { toAddressKey } from '../../contract/values/email.ts'

/** A digest by which an address is found again and not known. */
export const digestOfAddress = (address: string): string =>
  createHash('sha256').update(toAddressKey(address)).digest('base64url')
