// Who may take no time of a calendar at all, whatever the start.
import type { Calendar } from '../../scheduling/model/calendar.ts'
import { type Refusal, refuse } from '../../scheduling/model/refusal.ts'
import { isVerified } from '../../scheduling/model/taker.ts'
import type { Given } from './command-spec.ts'

/** Refuses a client who may not hold, book or move anything in this calendar; owner and admin always may. */
export function refuseTaker(
  { policy }: Pick<Calendar, 'policy'>,
  { by, actor }: Pick<Given<unknown>, 'by' | 'actor'>,
): { readonly refused: Refusal } | undefined {
  if (by.kind !== 'client') return undefined
  if (policy.requireVerified && !isVerified(actor))
    return refuse(
      'unverified',
      'this professional takes bookings from accounts with a verified e-mail address or phone number',
    )
  return undefined
}
