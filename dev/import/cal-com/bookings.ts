// Cal.com's bookings: one here for each client, of seats one for each attendee.
import { MINUTE, type Instant, parseInstant } from '../../../shared/time/instant.ts'
import { type Finding, finding } from '../plan/finding.ts'
import type { PlannedBooking, PlannedService } from '../plan/plan.ts'
import { takeEmail, takeText, takeZone } from '../plan/values.ts'
import type { Entry } from '../read/json.ts'
import type { Attendee, Booking } from './shapes.ts'

/** What it asks everybody, and what is carried over by itself. */
const OWN_FIELDS = new Set([
  'name',
  'email',
  'notes',
  'title',
  'guests',
  'location',
  'attendeePhoneNumber',
  'rescheduleReason',
  'displayEmail',
])

const toText = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : JSON.stringify(value)

const isThere = (value: unknown) => value !== null && value !== undefined && value !== ''

/** What the client wrote, answered and was told of the place, as one note. */
function noteOf(booking: Booking, responses: Readonly<Record<string, unknown>>): string {
  const answers = Object.entries(responses)
    .filter(([slug, value]) => !OWN_FIELDS.has(slug) && isThere(value))
    .map(([slug, value]) => `${slug}: ${toText(value)}`)
  const { location } = booking
  // "integrations:daily" names an app, not a place.
  const place = location && !/^\w+:\w+$/.test(location) ? [`Location: ${location}`] : []
  const notes = isThere(responses['notes']) ? [toText(responses['notes'])] : []
  return [...notes, ...answers, ...place].join('\n')
}

interface Times {
  readonly start: Instant
  readonly minutes: number
}

function timesOf({ start, end }: Booking): Times {
  const [from = 0, to = 0] = [parseInstant(start), parseInstant(end)] // its shape was checked
  return { start: from, minutes: Math.round((to - from) / MINUTE) }
}

function toPlanned(
  entry: Entry<Booking>,
  attendee: Attendee,
  key: string,
  service: string,
  findings: Finding[],
): PlannedBooking {
  const { at, value: booking } = entry
  const taking = { at, findings }
  const { start, minutes } = timesOf(booking)
  const responses = attendee.bookingFieldsResponses ?? booking.bookingFieldsResponses ?? {}
  const phone = attendee.phoneNumber ?? responses['attendeePhoneNumber']
  const email = takeEmail(taking, 'attendees.email', attendee.displayEmail ?? attendee.email)
  const number = takeText(taking, 'attendees.phoneNumber', isThere(phone) ? toText(phone) : '', 40)
  const note = takeText(taking, 'bookingFieldsResponses', noteOf(booking, responses), 1000)
  const timeZone = takeZone(taking, 'attendees.timeZone', attendee.timeZone)
  return {
    key,
    at,
    serviceKey: service,
    start,
    durationMinutes: minutes,
    seats: 1,
    client: {
      name: takeText(taking, 'attendees.name', attendee.name, 100) ?? email ?? 'Guest',
      ...(email !== undefined && { email }),
      ...(number !== undefined && { phone: number }),
    },
    ...(note !== undefined && { note }),
    ...(timeZone !== undefined && { timeZone }),
    isCancelled: booking.status === 'cancelled' || booking.status === 'rejected',
  }
}

/** The bookings that one of Cal.com's stands for. */
export function toBookings(
  entry: Entry<Booking>,
  hostId: number,
  services: readonly PlannedService[],
  findings: Finding[],
): readonly PlannedBooking[] {
  const { at, value: booking } = entry
  const leaveOut = (field: string, value: unknown, reason: string) => {
    findings.push(finding('left out', at, field, value, reason))
    return []
  }
  const { minutes } = timesOf(booking)
  if (minutes <= 0) return leaveOut('end', booking.end, `is not after the start ${booking.start}`)
  if (!booking.hosts.some(({ id }) => id === hostId))
    return leaveOut(
      'hosts',
      booking.hosts.map(({ id, name }) => name ?? id).join(', '),
      'is with somebody else than the user of me.json',
    )
  if (booking.status === 'pending')
    return leaveOut('status', 'pending', 'waits for an answer: give it in Cal.com, and run again')
  const typeId = booking.eventType?.id ?? booking.eventTypeId ?? 0
  const ofType = services.filter(({ key }) => key.startsWith(`${typeId}:`))
  const service = ofType.find(({ offer }) => offer.durationMinutes === minutes) ?? ofType[0]
  if (!service)
    return leaveOut('eventTypeId', typeId, 'is none of event-types.json, or was left out there')
  const [first] = booking.attendees
  if (!first) return leaveOut('attendees', [], 'nobody comes')
  if (booking.hosts.length > 1) {
    const others = booking.hosts.filter(({ id }) => id !== hostId).map(({ id, name }) => name ?? id)
    const reason = 'an appointment here is with one person'
    findings.push(finding('not carried over', at, 'hosts', others.join(', '), reason))
  }
  if (booking.guests && booking.guests.length > 0)
    findings.push(
      finding(
        'not carried over',
        at,
        'guests',
        booking.guests.join(', '),
        'a booking has one client',
      ),
    )
  const isSeated = booking.attendees.some(({ seatUid }) => isThere(seatUid))
  if (!isSeated) return [toPlanned(entry, first, booking.uid, service.key, findings)]
  return booking.attendees.map((attendee, index) =>
    toPlanned(
      entry,
      attendee,
      `${booking.uid}:${attendee.seatUid ?? index}`,
      service.key,
      findings,
    ),
  )
}
