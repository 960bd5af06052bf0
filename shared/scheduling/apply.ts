// A calendar with effects applied: what it will be once they are saved.
import { findZone } from '../time/zone.ts'
import type {
  Appointment,
  Booking,
  Calendar,
  Claim,
  DateHours,
  ExternalBusy,
  TimeOff,
} from './calendar.ts'
import type { AppointmentState, Effects } from './decided.ts'

function toClaim({ bookingId, status, seats, holdExpiresAt, client }: Booking): Claim {
  return {
    bookingId,
    status,
    seats,
    ...(holdExpiresAt !== undefined && { holdExpiresAt }),
    ...(client.uid !== undefined && { uid: client.uid }),
  }
}

function withClaims(
  state: AppointmentState | Appointment,
  claims: readonly Claim[],
  { newBookings = [], bookingSteps = [] }: Effects,
): Appointment {
  const stepped = claims.map((claim) => {
    const step = bookingSteps.find(({ bookingId }) => bookingId === claim.bookingId)
    return step ? { ...claim, status: step.status } : claim
  })
  const added = newBookings
    .filter(({ appointmentId }) => appointmentId === state.appointmentId)
    .map(toClaim)
  return { ...state, claims: [...stepped, ...added] }
}

function appointmentsAfter(calendar: Calendar, effects: Effects): readonly Appointment[] {
  const { newAppointments = [], changedAppointments = [] } = effects
  const kept = calendar.appointments.flatMap((appointment) => {
    const changed = changedAppointments.find(
      ({ appointmentId }) => appointmentId === appointment.appointmentId,
    )
    if (changed?.state === 'gone') return []
    return [withClaims({ ...appointment, ...changed }, appointment.claims, effects)]
  })
  const added = newAppointments.map((one) => withClaims(one, [], effects))
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
  { timeOff }: Calendar,
  { newTimeOff, removedTimeOffId }: Effects,
): readonly TimeOff[] {
  const kept =
    removedTimeOffId === undefined
      ? timeOff
      : timeOff.filter(({ timeOffId }) => timeOffId !== removedTimeOffId)
  return newTimeOff ? [...kept, newTimeOff] : kept
}

function externalBusyAfter(calendar: Calendar, { externalBusy }: Effects): readonly ExternalBusy[] {
  if (!externalBusy) return calendar.externalBusy
  const { added, removed } = externalBusy
  return [...calendar.externalBusy.filter((one) => !removed.includes(one)), ...added]
}

/** The calendar that a save of these effects leaves behind. */
export function applyEffects(calendar: Calendar, effects: Effects): Calendar {
  const { professional = calendar.professional, services = [], weeklyRules = [] } = effects
  const replaced = new Map(services.map((service) => [service.serviceId, service]))
  const known = new Set(calendar.services.map(({ serviceId }) => serviceId))
  const ruled = new Set(weeklyRules.map(({ effectiveFrom }) => effectiveFrom))
  return {
    ...calendar,
    revision: calendar.revision + effects.changes.length,
    professional,
    policy: professional.policy,
    zone: findZone(professional.timeZone) ?? calendar.zone,
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
    timeOff: timeOffAfter(calendar, effects),
    externalBusy: externalBusyAfter(calendar, effects),
    appointments: appointmentsAfter(calendar, effects),
  }
}
