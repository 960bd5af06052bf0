// Who may take no time of a calendar at all, whatever the start.
import type { Contact } from '../../contract/values/contact.ts'
import { isBlocked } from '../../scheduling/model/block.ts'
import type { Calendar } from '../../scheduling/model/calendar.ts'
import { type Refusal, refuse } from '../../scheduling/model/refusal.ts'
import { isVerified, toTaker } from '../../scheduling/model/taker.ts'
import type { Given } from './command-spec.ts'

/**
 * Refuses a client who may not hold, book or move anything in this calendar; owner and admin always may.
 *
 * @param sent the contact that is sent with what they ask for, or stored of the booking that they move
 */
export function refuseTaker(
  { policy }: Pick<Calendar, 'policy'>,
  { by, actor, about, blockedAs }: Pick<Given<unknown>, 'by' | 'actor' | 'about' | 'blockedAs'>,
  sent?: Contact,
): { readonly refused: Refusal } | undefined {
  if (by.kind !== 'client') return undefined
  if (isBlocked(blockedAs, toTaker(actor, sent), about.account))
    return refuse('forbidden', 'this professional takes no bookings from this account')
  if (policy.requireVerified && !isVerified(actor))
    return refuse(
      'unverified',
      'this professional takes bookings from accounts with a verified e-mail address or phone number',
    )
  return undefined
}
