// A calendar with effects applied: what it will be once they are saved.
import type { AppointmentId } from '../../contract/values/ids.ts'
import { type Zone, findZone } from '../../time/zone.ts'
import {
  type Appointment,
  type Booking,
  type Calendar,
  type Claim,
  type DateHours,
  type ExternalBusy,
  type TimeOff,
  toStanding,
} from '../model/calendar.ts'
import { timeOffIn } from '../model/time-off.ts'
import type { AppointmentState, Effects } from './effects.ts'
import { steppedClaim } from './steps.ts'

function toClaim(booking: Booking): Claim {
  const { bookingId, seats, client, expectedStart, expectedEnd } = booking
  return {
    bookingId,
    ...toStanding(booking.status, booking.holdExpiresAt),
    seats,
    ...(expectedStart !== undefined && { expectedStart }),
    ...(expectedEnd !== undefined && { expectedEnd }),
    ...(client.uid !== undefined && { uid: client.uid }),
  }
}

/** All claims after the effects, by the appointment they are on. */
function claimsAfter(
  { appointments }: Calendar,
  { newBookings = [], bookingSteps = [] }: Effects,
): ReadonlyMap<string, readonly Claim[]> {
  const steps = new Map(bookingSteps.map((step) => [step.bookingId, step]))
  const claims = new Map<string, Claim[]>()
  const put = (appointmentId: AppointmentId, claim: Claim) => {
    const there = claims.get(appointmentId)
    if (there) there.push(claim)
    else claims.set(appointmentId, [claim])
  }
  for (const { appointmentId, claims: present } of appointments)
    for (const claim of present) {
      const step = steps.get(claim.bookingId)
      if (step) put(step.moved?.appointmentId ?? appointmentId, steppedClaim(claim, step))
      else put(appointmentId, claim)
    }
  for (const booking of newBookings) put(booking.appointmentId, toClaim(booking))
  return claims
}

function toAppointment(state: AppointmentState, claims: readonly Claim[]): Appointment {
  const { seatsTaken: _, state: _state, ...kept } = state
  return { ...kept, claims }
}

function appointmentsAfter(calendar: Calendar, effects: Effects): readonly Appointment[] {
  const { newAppointments = [], changedAppointments = [], newBookings, bookingSteps } = effects
  if (newAppointments.length + changedAppointments.length === 0 && !newBookings && !bookingSteps)
    return calendar.appointments
  const changes = new Map(changedAppointments.map((one) => [one.appointmentId, one]))
  const claims = claimsAfter(calendar, effects)
  const claimsOn = ({ appointmentId }: { readonly appointmentId: AppointmentId }) =>
    claims.get(appointmentId) ?? []
  const kept = calendar.appointments.flatMap((appointment) => {
    const changed = changes.get(appointment.appointmentId)
    if (changed?.state === 'gone') return []
    if (changed) return [toAppointment(changed, claimsOn(changed))]
    return [{ ...appointment, claims: claimsOn(appointment) }]
  })
  const added = newAppointments
    .filter(({ state }) => state === 'active')
    .map((one) => toAppointment(one, claimsOn(one)))
  return [...kept, ...added].toSorted((a, b) => a.start - b.start)
}

function dateHoursAfter(
  { dateHours }: Calendar,
  { dateHours: set = [] }: Effects,
): readonly DateHours[] {
  const dates = new Set(set.map(({ date }) => date))
  return [
    ...dateHours.filter(({ date }) => !dates.has(date)),
    ...set.flatMap(({ date, intervals }) => (intervals ? [{ date, intervals }] : [])),
  ]
}

function timeOffAfter(
  calendar: Calendar,
  { newTimeOff = [], removedTimeOff = [] }: Effects,
  zone: Zone,
): readonly TimeOff[] {
  const removed = new Set(removedTimeOff.map(({ timeOffId }) => timeOffId))
  const kept = calendar.timeOff.filter(({ timeOffId }) => !removed.has(timeOffId))
  const all = [...kept, ...newTimeOff]
  return zone === calendar.zone ? all : all.map((one) => timeOffIn(zone, one))
}

/** What busy time is known by: its very source, start and end. */
export const nameOfBusy = ({ source, start, end }: ExternalBusy): string =>
  [start, end, source].join(' ')

function externalBusyAfter(calendar: Calendar, { externalBusy }: Effects): readonly ExternalBusy[] {
  if (!externalBusy) return calendar.externalBusy
  const { added, removed } = externalBusy
  const gone = new Set(removed.map(nameOfBusy))
  return [...calendar.externalBusy.filter((one) => !gone.has(nameOfBusy(one))), ...added]
}

/** The calendar that a save of these effects leaves behind. */
export function applyEffects(calendar: Calendar, effects: Effects): Calendar {
  const { professional = calendar.professional, services = [], weeklyRules = [] } = effects
  const replaced = new Map(services.map((service) => [service.serviceId, service]))
  const known = new Set(calendar.services.map(({ serviceId }) => serviceId))
  const ruled = new Set(weeklyRules.map(({ effectiveFrom }) => effectiveFrom))
  const { timeZone } = professional
  const isMoved = timeZone !== calendar.professional.timeZone
  const zone = (isMoved && findZone(timeZone)) || calendar.zone
  return {
    ...calendar,
    revision: calendar.revision + effects.changes.length,
    professional,
    policy: professional.policy,
    ...(effects.isErased && { isErased: true }),
    zone,
    services: [
      ...calendar.services.map((service) => replaced.get(service.serviceId) ?? service),
      ...services.filter(({ serviceId }) => !known.has(serviceId)),
    ],
    weeklyRules: [
      ...calendar.weeklyRules.filter(({ effectiveFrom }) => !ruled.has(effectiveFrom)),
      ...weeklyRules.flatMap(({ effectiveFrom, hours }) =>
        hours ? [{ effectiveFrom, hours }] : [],
      ),
    ].toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1)),
    dateHours: dateHoursAfter(calendar, effects),
    timeOff: timeOffAfter(calendar, effects, zone),
    ...(effects.activity && { activity: effects.activity }),
    externalBusy: externalBusyAfter(calendar, effects),
    appointments: appointmentsAfter(calendar, effects),
  }
}
