// Creating and changing what a professional offers.
import type { ServiceId } from '../../contract/values/ids.ts'
import { ACTIVE_SERVICES, KEPT_SERVICES } from '../../contract/limits.ts'
import type { SaveService, Service } from '../../contract/service.ts'
import type { Instant } from '../../time/instant.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { type AppointmentState, NOTHING, toState } from '../effects/effects.ts'
import type { Decision } from '../effects/decision.ts'
import { refuse } from '../model/refusal.ts'
import { refuseGrowth } from './growth.ts'
import { isSame } from '../../contract/values/canonical-json.ts'
import { patched, patchedPart } from '../model/patch.ts'
import { tell } from '../effects/tell.ts'
import { MIRROR, seatsTakenOf } from '../free/taken.ts'

type Fields = Omit<SaveService, 'professionalId' | 'serviceId' | 'validateOnly'>

type Rules = Omit<Service, 'name' | 'durationMinutes'>

const DEFAULTS = {
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  capacity: 1,
  approval: 'automatic',
  active: true,
} as const

/** A raised capacity is that of the appointments which stand already, too: who comes late may still be booked into one that runs. */
function raised(
  calendar: Calendar,
  { serviceId, capacity }: Service,
  now: Instant,
): readonly AppointmentState[] {
  return calendar.appointments
    .filter((one) => one.serviceId === serviceId && one.capacity < capacity && one.end > now)
    .map((one) => toState({ ...one, capacity }, seatsTakenOf(one, MIRROR)))
}

function refuseMoreServices(calendar: Calendar, present: Service | undefined, service: Service) {
  const kept = calendar.services.length
  const active = calendar.services.filter((one) => one.active).length
  const wasActive = present?.active ?? false
  const onOffer = {
    what: 'active services',
    limit: ACTIVE_SERVICES,
    before: active,
    after: active - Number(wasActive) + Number(service.active),
  }
  const inAll = {
    what: 'services, those that are no longer active included',
    limit: KEPT_SERVICES,
    before: kept,
    after: present ? kept : kept + 1,
  }
  return refuseGrowth('active', onOffer) ?? refuseGrowth('serviceId', inAll)
}

/** Decides on `save-service`: without an id a new one, which needs a name and a duration. */
export function decideService(
  calendar: Calendar,
  serviceId: ServiceId | undefined,
  fields: Fields,
  { newId, now }: Circumstances,
): Decision<Service> {
  const present = calendar.services.find((service) => service.serviceId === serviceId)
  if (serviceId !== undefined && !present)
    return refuse('not-found', `this professional has no service ${serviceId}`)
  const name = fields.name ?? present?.name
  const durationMinutes = fields.durationMinutes ?? present?.durationMinutes
  if (name === undefined || durationMinutes === undefined) {
    const errors = (['name', 'durationMinutes'] as const)
      .filter((field) => fields[field] === undefined)
      .map((path) => ({ path, message: 'is required for a new service' }))
    return refuse('invalid-request', 'a new service needs a name and a duration', { errors })
  }
  const { professionalId } = calendar
  const blank: Rules = present ?? { ...DEFAULTS, serviceId: newId(), professionalId }
  const { name: _name, durationMinutes: _duration, perClient, ...rest } = fields
  const limits = { perClient: patchedPart(present?.perClient, perClient) }
  const service: Service = { ...patched(blank, { ...rest, ...limits }), name, durationMinutes }
  if (present && isSame(service, present)) return { effects: NOTHING, answer: present }
  const grown = refuseMoreServices(calendar, present, service)
  if (grown) return grown
  const changedAppointments = raised(calendar, service, now)
  const rows = {
    services: [service],
    ...(changedAppointments.length > 0 && { changedAppointments }),
  }
  const told = { type: 'service.changed', dates: 'all', serviceId: service.serviceId } as const
  return { effects: tell(calendar, rows, [told], newId), answer: service }
}
