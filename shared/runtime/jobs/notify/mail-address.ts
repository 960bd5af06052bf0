// Whom a mail goes to: what Firebase Auth has verified of an account, what a booking says of a guest; or why nobody gets it.
import { toAddressKey } from '../../../contract/values/email.ts'
import { digestOfAddress } from '../../../database/notify/address-digest.ts'
import { countGuestMail, isSuppressed } from '../../../database/notify/guest-mail.ts'
import type { StoredNotification } from '../../../database/notify/load-notification.ts'
import { formatDate } from '../../../time/date.ts'
import { DAY, type Instant } from '../../../time/instant.ts'
import type { World } from '../../world/world.ts'
import { type UnsubscribeLinks, unsubscribeLinks } from './links.ts'

/** Whom a mail goes to, and how they stop it. */
export interface Addressed {
  readonly to: string
  readonly unsubscribe?: UnsubscribeLinks
}

/** The address of an account's own mail, or why there is none. */
export async function addressOfAccount(
  { reader }: StoredNotification,
  now: Instant,
  world: World,
): Promise<Addressed | string> {
  if (!reader) return 'the account is not there any more'
  const account = await world.findAuthAccount(reader.uid, now)
  if (!account || account.isDisabled) return 'the account is disabled or gone'
  if (account.email === undefined) return 'no address of the account is verified'
  const isContact =
    reader.email === undefined || toAddressKey(reader.email) === toAddressKey(account.email)
  if (!isContact) return 'the contact address is not the verified one'
  const unsubscribe = unsubscribeLinks(world.config, 'unsubscribe-account', reader.uid, now)
  return { to: account.email, ...(unsubscribe && { unsubscribe }) }
}

/**
 * A guest's address, or why nobody writes to it: guests are written to in the name of an owner who is known, and not to any number
 * of them.
 *
 * @param isFirst whether it is the first attempt to send this mail
 */
export async function addressOfGuest(
  { bookings, owner }: StoredNotification,
  isFirst: boolean,
  now: Instant,
  world: World,
): Promise<Addressed | string> {
  const to = [...bookings.values()][0]?.booking.client.email
  if (to === undefined) return 'the guest has no address any more'
  const account = await world.findAuthAccount(owner.uid, now)
  if (!account || account.isDisabled || account.email === undefined)
    return 'no address of the owner is verified'
  const digest = digestOfAddress(to)
  if (await isSuppressed(world.database, digest)) return 'the address wants no mail'
  const date = formatDate(Math.floor(now / DAY))
  const mail = { ownerUid: owner.uid, date, digest, isAgain: !isFirst }
  if (!(await countGuestMail(world.database, mail)))
    return 'the owner has written to as many addresses today as may be, or to this one as often'
  const unsubscribe = unsubscribeLinks(world.config, 'unsubscribe-guest', digest, now)
  return { to, ...(unsubscribe && { unsubscribe }) }
}
