// Creating and changing what a professional offers.
import {
  ACTIVE_SERVICES,
  KEPT_SERVICES,
  type SaveService,
  type Service,
} from '../../contract/service.ts'
import type { Instant } from '../../time/instant.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { type AppointmentState, NOTHING, toState } from '../effects/effects.ts'
import type { Decision } from '../effects/decision.ts'
import { refuse, refuseField } from '../model/refusal.ts'
import { isSame } from '../../contract/canonical-json.ts'
import { patched } from '../model/patch.ts'
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

/** A raised capacity is that of the appointments which stand already, too. */
function raised(
  calendar: Calendar,
  { serviceId, capacity }: Service,
  now: Instant,
): readonly AppointmentState[] {
  return calendar.appointments
    .filter((one) => one.serviceId === serviceId && one.capacity < capacity && one.start > now)
    .map((one) => toState({ ...one, capacity }, seatsTakenOf(one, MIRROR)))
}

/** Decides on `save-service`: without an id a new one, which needs a name and a duration. */
export function decideService(
  calendar: Calendar,
  serviceId: string | undefined,
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
  const { name: _name, durationMinutes: _duration, ...rest } = fields
  const service: Service = { ...patched(blank, rest), name, durationMinutes }
  if (present && isSame(service, present)) return { effects: NOTHING, answer: present }
  const others = calendar.services.filter((one) => one.active && one.serviceId !== serviceId)
  if (service.active && others.length >= ACTIVE_SERVICES) {
    const message = `a professional has at most ${ACTIVE_SERVICES} active services`
    return refuseField('active', message)
  }
  if (!present && calendar.services.length >= KEPT_SERVICES) {
    const message = `a calendar keeps at most ${KEPT_SERVICES} services; change one that is no longer active`
    return refuseField('serviceId', message)
  }
  const changedAppointments = raised(calendar, service, now)
  const rows = {
    services: [service],
    ...(changedAppointments.length > 0 && { changedAppointments }),
  }
  const told = { type: 'service.changed', dates: 'all', serviceId: service.serviceId } as const
  return { effects: tell(calendar, rows, [told], newId), answer: service }
}
