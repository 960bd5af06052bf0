// How long things are kept, in days.

/** The first answer to a command: it is given again for one day. */
export const IDEMPOTENCY_KEY_DAYS = 2

/** Changes; one of a booking until as long after the booking's end. */
export const CHANGE_DAYS = 400

/** The documents of a booking, after its end. */
export const BOOKING_DOCUMENT_DAYS = 400

/** Holds and requests that came to nothing. */
export const CAME_TO_NOTHING_DAYS = 7

/** Whom a booking was for, after its end, unless the setting says otherwise: three years. */
export const PERSONAL_DATA_DAYS = 1096

/** What another calendar had, after it is over. */
export const EXTERNAL_BUSY_DAYS = 30

/** Dates with hours of their own, and time off with its note, after they are over: as long as changes tell of them. */
export const PAST_SCHEDULE_DAYS = 400

/** What somebody was told, with how it was delivered. */
export const NOTIFICATION_DAYS = 90

/** To which addresses of guests an owner's bookings sent mail: they are counted by the day, UTC. */
export const GUEST_ADDRESS_DAYS = 2

/** Reminders after they were due: whatever is that late is nobody's business any more. */
export const REMINDER_DAYS = 1

/** An erasure after it is done. */
export const ERASURE_DAYS = 30

/** The name of a client whose personal data is gone. */
export const DELETED_CLIENT = 'deleted client'

/** The names of a professional whose account is erased, and of what they offered. */
export const DELETED_PROFESSIONAL = 'deleted professional'
export const DELETED_SERVICE = 'deleted service'
