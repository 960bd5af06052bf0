// Fields that mean the same wherever they stand.

/** By field; words of an object's own go before these. */
export const COMMON = {
  professionalId: 'The professional whose calendar it is.',
  serviceId: 'The service.',
  appointmentId:
    'The block of the professional’s time that the seats are in; bookings that share it share its start.',
  bookingId: 'The booking.',
  revision:
    'The calendar’s revision: a whole number that grows by one with each change. A greater one is newer.',
  validateOnly:
    'Whether to answer what would be answered, revision and conflicts included, and to change nothing.',
  conflicts:
    'Upcoming bookings whose time no longer fits; they stay until somebody acts. The first 100 by start.',
  conflictCount: 'How many conflicts there are; `conflicts` names the first 100.',
  pageSize: 'How many to answer at most, 1–100.',
  pageToken:
    'The `nextPageToken` of the page before, with otherwise the same parameters; valid for an hour. Unset: the first page.',
  nextPageToken:
    'Asks for the next page; opaque, valid for an hour. Absent on the last page alone: one before it may hold fewer than were asked for, or none.',
  name: 'The name, 1–100 characters.',
  timeZone: 'An IANA time zone, such as `Europe/Berlin`.',
  version: 'The booking’s version: a whole number that grows with each change of this booking.',
} as const

export type CommonField = keyof typeof COMMON
