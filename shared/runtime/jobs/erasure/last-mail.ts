// The last mail of an account that is being erased: to its verified address, before that is forgotten.
import { createHash } from 'node:crypto'
import { findHeldAccount } from '../../../database/lists/export-account.ts'
import { toAddressKey } from '../../../contract/values/email.ts'
import { toFarewell } from '../../../notifications/farewell.ts'
import { withoutUnset } from '../../../contract/values/unset.ts'
import type { World } from '../../world/world.ts'

/**
 * Sends it, where there is a mail server and somebody who wants mail at an address that is theirs.
 *
 * @returns whether it is settled; false where it is worth being tried again
 */
export async function sendLastMail(uid: string, world: World): Promise<boolean> {
  const { sendMail, config, database } = world
  if (!sendMail || !config.mail) return true
  const account = await findHeldAccount(database, uid)
  if (!account?.mail) return true
  const known = await world.findAuthAccount(uid, world.now())
  if (!known?.email || known.isDisabled) return true
  const { email, name, locale } = account
  if (email !== null && toAddressKey(email) !== toAddressKey(known.email)) return true
  const { from, domain } = config.mail
  const envelope = { sender: from.address, to: known.email, domain, now: world.now() }
  // The same for each attempt, and nobody's name.
  const id = createHash('sha256').update(uid).digest('base64url')
  const { kind } = await sendMail({
    ...toFarewell(withoutUnset({ name, locale }), envelope),
    from,
    to: known.email,
    messageId: `<erased-${id}@${domain}>`,
  })
  return kind !== 'later'
}
