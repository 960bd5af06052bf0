// A booking as a calendar file (RFC 5545, RFC 5546): the same event in every mail, moved or cancelled by its sequence.
import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Instant } from '../time/instant.ts'
import { languageOf, message } from './messages.ts'
import type { Offering, Recipient, ToldBooking } from './told.ts'
import { unlinked } from './unlinked.ts'

/** A part of a mail. */
export interface CalendarFile {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly text: string
}

/** What makes an event the same one in every mail, and who sends it. */
export interface Envelope {
  /** The address that the mail is from; the event's organizer. */
  readonly sender: string
  readonly to: string
  /** Of the event's id; never changes for a deployment. */
  readonly domain: string
  readonly now: Instant
  /** The booking's page, if there is one. */
  readonly url?: string
}

const GONE: readonly ToldBooking['status'][] = ['cancelled', 'declined', 'expired']

/**
 * The calendar file of a booking for one reader. Times are UTC, so that no zone's rules are needed to read them and a
 * clock change moves nothing.
 */
export function toCalendarFile(
  booking: ToldBooking,
  offering: Offering,
  { role, locale, name }: Recipient,
  { sender, to, domain, now, url }: Envelope,
): CalendarFile {
  const isGone = GONE.includes(booking.status)
  const method = isGone ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST
  const service = unlinked(booking.serviceName)
  const professional = unlinked(offering.name)
  const summary =
    role === 'owner'
      ? message(languageOf(locale), 'file.description.owner', {
          service,
          client: unlinked(booking.clientName),
        })
      : message(languageOf(locale), 'file.description', { service, professional })
  const status = isGone
    ? ICalEventStatus.CANCELLED
    : booking.status === 'pending'
      ? ICalEventStatus.TENTATIVE
      : ICalEventStatus.CONFIRMED
  const calendar = ical({
    prodId: { company: 'Availability Checker', product: 'Bookings' },
    method,
  })
  calendar.createEvent({
    id: `${booking.bookingId}@${domain}`,
    sequence: booking.version - 1,
    stamp: new Date(now),
    start: new Date(booking.start),
    end: new Date(booking.end),
    status,
    summary,
    ...(offering.address !== undefined && { location: unlinked(offering.address) }),
    ...(url !== undefined && { url }),
    organizer: { name: professional, email: sender },
    attendees: [
      {
        email: to,
        rsvp: false,
        status: ICalAttendeeStatus.ACCEPTED,
        ...(name !== undefined && { name: unlinked(name) }),
      },
    ],
  })
  return { method, text: calendar.toString() }
}
