// What get-schedule and list-bookings answer, as the simulator's scenario of the same calendar.
import type * as z from 'zod'
import type { BookingsPage } from '../../shared/contract/booking.ts'
import type { FoundSchedule } from '../../shared/contract/schedule.ts'
import { Scenario } from '../../shared/contract/scenario.ts'

export type Schedule = z.infer<typeof FoundSchedule>
type Bookings = z.infer<typeof BookingsPage>['bookings']

/** What is asked of it. */
export interface Question {
  readonly serviceId: string
  readonly now: string
  readonly from: string
  readonly to: string
  readonly seats: number
}

const FREED = ['cancelled', 'declined', 'expired']

/** Appointments with the seats that live bookings take in them. */
function seatsOf(bookings: Bookings) {
  const live = bookings.filter(({ status }) => !FREED.includes(status))
  const groups = Map.groupBy(live, ({ appointmentId }) => appointmentId)
  return [...groups.values()].map((group) => ({
    first: group[0],
    seatsTaken: group.reduce((seats, booking) => seats + booking.seats, 0),
  }))
}

/** A scenario that says the same. Buffers and capacities are the services' present ones: they must not have changed. */
export function toScenario(schedule: Schedule, bookings: Bookings, question: Question): Scenario {
  const { serviceId, ...asked } = question
  const { professional, services, workingHours, dateHours, timeOff, externalBusy } = schedule
  const serviceOf = (id: string) => {
    const found = services.find((one) => one.serviceId === id)
    if (!found) throw new Error(`no service ${id}`)
    return found
  }
  const spans = (all: readonly { start: string; end: string }[]) =>
    all.map(({ start, end }) => ({ start, end }))
  return Scenario.parse({
    ...asked,
    professional: {
      timeZone: professional.timeZone,
      active: professional.active,
      policy: professional.policy,
      workingHours,
      dateHours,
      timeOff: spans(timeOff),
    },
    service: serviceOf(serviceId),
    appointments: seatsOf(bookings).flatMap(({ first, seatsTaken }) => {
      if (!first) return []
      const { bufferBeforeMinutes, bufferAfterMinutes, capacity } = serviceOf(first.serviceId)
      const serviceKey = first.serviceId === serviceId ? 'same' : 'other'
      const { start, end } = first
      return [
        { serviceKey, start, end, seatsTaken, capacity, bufferBeforeMinutes, bufferAfterMinutes },
      ]
    }),
    externalBusy: spans(externalBusy),
  })
}
