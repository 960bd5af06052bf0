// By whom a time is offered, as messages and pages tell it.
import type { Professional } from '../contract/professional.ts'
import type { Offering } from './told.ts'

/** What of a professional is told beside a booking. */
export function toOffering({
  professionalId,
  name,
  timeZone,
  location,
  contact,
}: Professional): Offering {
  return {
    professionalId,
    name,
    timeZone,
    ...(location && { address: location.address }),
    ...(contact?.phone !== undefined && { phone: contact.phone }),
  }
}
