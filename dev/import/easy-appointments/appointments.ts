// Easy!Appointments' appointments as bookings, its unavailabilities and blocked periods as time off. All are wall times of the provider.
import { MINUTE } from '../../../shared/time/instant.ts'
import type { Zone } from '../../../shared/time/zone.ts'
import { type Finding, type Place, finding } from '../plan/finding.ts'
import type { PlannedBooking, PlannedService, PlannedTimeOff } from '../plan/plan.ts'
import { type Taking, takeEmail, takeText, takeZone } from '../plan/values.ts'
import { takeTime } from '../plan/wall.ts'
import type { Entry } from '../read/json.ts'
import type { Appointment, Customer } from './shapes.ts'

/** Those that it begins with; an installation may have its own. */
const BOOKED = ['', 'booked', 'confirmed', 'rescheduled']
const CANCELLED = ['cancelled', 'canceled']
const DRAFT = 'draft'

/** First and last name, as they are said. */
export const fullName = ({
  firstName,
  lastName,
}: {
  readonly firstName?: string | null | undefined
  readonly lastName?: string | null | undefined
}) =>
  [firstName, lastName]
    .map((part) => (part ?? '').trim())
    .filter(Boolean)
    .join(' ')

function spanOf(
  taking: Taking,
  { start, end }: { readonly start: string; readonly end: string },
  zone: Zone,
) {
  const from = takeTime(taking, 'start', start, zone)
  const to = takeTime(taking, 'end', end, zone)
  if (from === undefined || to === undefined) return undefined
  if (to > from) return { start: from, end: to }
  const reason = `is not after the start ${start}`
  taking.findings.push(finding('left out', taking.at, 'end', end, reason))
  return undefined
}

/** Time off of a span of wall times. */
export function toTimeOff(
  key: string,
  at: Place,
  entry: {
    readonly start: string
    readonly end: string
    readonly notes?: string | null | undefined
  },
  zone: Zone,
  findings: Finding[],
): PlannedTimeOff[] {
  const taking = { at, findings }
  const span = spanOf(taking, entry, zone)
  const note = takeText(taking, 'notes', entry.notes, 1000)
  return span ? [{ key, at, span, ...(note !== undefined && { note }) }] : []
}

/** The booking that an appointment is, where it is one. */
export function toBooking(
  { at, value }: Entry<Appointment>,
  services: readonly PlannedService[],
  customers: ReadonlyMap<number, Customer>,
  zone: Zone,
  allFindings: Finding[],
): PlannedBooking[] {
  const status = (value.status ?? '').trim().toLowerCase()
  // Nobody mends what was called off.
  const findings = CANCELLED.includes(status) ? [] : allFindings
  const taking = { at, findings }
  const leaveOut = (field: string, found: unknown, reason: string) => {
    findings.push(finding('left out', at, field, found, reason))
    return []
  }
  if (status === DRAFT) return leaveOut('status', value.status, 'is a draft, nobody booked it')
  if (![...BOOKED, ...CANCELLED].includes(status))
    findings.push(
      finding('changed', at, 'status', value.status, 'is a status of that installation', 'booked'),
    )
  const service = services.find(({ key }) => key === String(value.serviceId))
  if (!service)
    return leaveOut('serviceId', value.serviceId, 'is none of services.json, or was left out there')
  const span = spanOf(taking, value, zone)
  if (!span) return []
  const customer = customers.get(value.customerId ?? Number.NaN)
  if (!customer) return leaveOut('customerId', value.customerId, 'is none of customers.json')
  const email = takeEmail(taking, 'customer.email', customer.email)
  const phone = takeText(taking, 'customer.phone', customer.phone, 40)
  const name = takeText(taking, 'customer.name', fullName(customer), 100) ?? email ?? phone
  if (name === undefined)
    return leaveOut('customerId', value.customerId, 'has neither name nor address nor number')
  const place = [value.location, value.meetingLink]
    .filter((text) => text !== null && text !== undefined && text.trim() !== '')
    .map((text) => `Location: ${text}`)
  const note = takeText(taking, 'notes', [value.notes ?? '', ...place].join('\n'), 1000)
  const timeZone = takeZone(taking, 'customer.timezone', customer.timezone)
  return [
    {
      key: String(value.id),
      at,
      serviceKey: service.key,
      start: span.start,
      durationMinutes: Math.round((span.end - span.start) / MINUTE),
      seats: 1,
      client: {
        name,
        ...(email !== undefined && { email }),
        ...(phone !== undefined && { phone }),
      },
      ...(note !== undefined && { note }),
      ...(timeZone !== undefined && { timeZone }),
      isCancelled: CANCELLED.includes(status),
    },
  ]
}
