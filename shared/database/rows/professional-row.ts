// A professional and a service as rows of JSON, and how they become the core's.
import { sql } from 'kysely'
import type { Professional } from '../../contract/professional.ts'
import type { Service } from '../../contract/service.ts'
import { withoutUnset } from '../../contract/values/unset.ts'
import {
  type Stored,
  parseContact,
  parseLocation,
  parsePerClient,
  parsePolicy,
  parsePrice,
  parseServiceHours,
} from './stored.ts'

/** What {@link PROFESSIONAL} selects. */
export type ProfessionalRow = Stored<Omit<Professional, 'location' | 'contact' | 'policy'>> & {
  readonly location: unknown
  readonly contact: unknown
  readonly policy: unknown
}

/** What {@link SERVICE} selects. */
export type ServiceRow = Stored<Omit<Service, 'hours' | 'perClient' | 'price'>> & {
  readonly hours: unknown
  readonly perClient: unknown
  readonly price: unknown
}

/** A professional `p` as a JSON object. */
export const PROFESSIONAL = sql<ProfessionalRow>`json_build_object(
  'professionalId', p.professional_id, 'name', p.name, 'headline', p.headline, 'about', p.about,
  'photoUrl', p.photo_url, 'location', p.location, 'online', p.online, 'contact', p.contact, 'specialties', p.specialties,
  'timeZone', p.time_zone, 'active', p.active, 'policy', p.policy)`

/** A service `s` as a JSON object. */
export const SERVICE = sql<ServiceRow>`json_build_object(
  'serviceId', s.service_id, 'professionalId', s.professional_id, 'name', s.name, 'description', s.description,
  'durationMinutes', s.duration_minutes, 'bufferBeforeMinutes', s.buffer_before_minutes,
  'bufferAfterMinutes', s.buffer_after_minutes, 'capacity', s.capacity, 'hours', s.hours,
  'slotStepMinutes', s.slot_step_minutes, 'minNoticeMinutes', s.min_notice_minutes,
  'horizonDays', s.horizon_days, 'approval', s.approval, 'perClient', s.per_client, 'price', s.price, 'active', s.active)`

/** The professional of a row. */
export function parseProfessional(row: ProfessionalRow): Professional {
  const { professionalId, name, headline, about, photoUrl, location, online } = row
  const { contact, specialties, timeZone, active, policy } = row
  return {
    professionalId,
    name,
    ...withoutUnset({ headline, about, photoUrl, online }),
    ...withoutUnset({ location: parseLocation(location), contact: parseContact(contact) }),
    specialties,
    timeZone,
    active,
    policy: parsePolicy(policy),
  }
}

/** The service of a row. */
export function parseService(row: ServiceRow): Service {
  const { serviceId, professionalId, name, description, durationMinutes } = row
  const { bufferBeforeMinutes, bufferAfterMinutes, capacity, hours } = row
  const { slotStepMinutes, minNoticeMinutes, horizonDays, approval, perClient, price, active } = row
  return {
    serviceId,
    professionalId,
    name,
    durationMinutes,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    capacity,
    ...withoutUnset({ description, slotStepMinutes, minNoticeMinutes, horizonDays }),
    ...withoutUnset({ hours: parseServiceHours(hours), price: parsePrice(price) }),
    ...withoutUnset({ perClient: parsePerClient(perClient) }),
    approval,
    active,
  }
}
