// The plan held against the contract's own schemas: what the system would refuse is known before anything is sent.
import type * as z from 'zod'
import { CreateBooking } from '../../../shared/contract/booking.ts'
import { SaveProfessional } from '../../../shared/contract/professional.ts'
import { AddTimeOff, SetDateHours, SetWorkingHours } from '../../../shared/contract/schedule.ts'
import { SaveService } from '../../../shared/contract/service.ts'
import { type Finding, type Place, finding } from './finding.ts'
import type { PlannedProfessional } from './plan.ts'
import { toBookingBody, toTimeOffBody } from './bodies.ts'

/** In place of ids that are not known yet. */
const SOME_ID = '00000000-0000-7000-8000-000000000000'

/** Whether a request's schema takes this; the first fault is told as what is left out. */
function isTaken(schema: z.ZodType, body: object, at: Place, findings: Finding[]): boolean {
  const { error } = schema.safeParse(body)
  const [issue] = error?.issues ?? []
  if (!issue) return true
  const value = issue.path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    body,
  )
  findings.push(finding('left out', at, issue.path.join('.'), value, issue.message))
  return false
}

/** The same professional, with only what the contract takes; undefined where they are themselves refused. */
export function keepTaken(
  planned: PlannedProfessional,
  findings: Finding[],
): PlannedProfessional | undefined {
  if (!isTaken(SaveProfessional, planned.profile, planned.at, findings)) return undefined
  const services = planned.services.filter(({ at, offer, hours }) =>
    isTaken(SaveService, { ...offer, ...(hours && { hours }) }, at, findings),
  )
  const offered = new Set(services.map(({ key }) => key))
  return {
    ...planned,
    services,
    hours: planned.hours.filter(({ at, hours, effectiveFrom }) =>
      isTaken(SetWorkingHours, { hours, effectiveFrom }, at, findings),
    ),
    dates: planned.dates.filter(({ at, date, intervals }) =>
      isTaken(SetDateHours, { date, intervals }, at, findings),
    ),
    timeOff: planned.timeOff.filter((one) =>
      isTaken(AddTimeOff, toTimeOffBody(one), one.at, findings),
    ),
    bookings: planned.bookings.filter((booking) => {
      const { at, serviceKey } = booking
      if (!offered.has(serviceKey)) {
        findings.push(finding('left out', at, 'service', serviceKey, 'its service was left out'))
        return false
      }
      return isTaken(CreateBooking, toBookingBody(booking, SOME_ID), at, findings)
    }),
  }
}
