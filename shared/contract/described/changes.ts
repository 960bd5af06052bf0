// What each type of change says, in words.
import type { ChangeType } from '../messages/change.ts'

/** By type. */
export const CHANGE_WORDS: Readonly<Record<ChangeType, string>> = {
  'booking.held': 'Seats are kept while a client checks out, or a hold was renewed.',
  'booking.requested': 'A client asks for a booking; the professional is to decide.',
  'booking.confirmed': 'A booking stands.',
  'booking.declined': 'The professional declined a request.',
  'booking.cancelled': 'A booking or a request was cancelled.',
  'booking.rescheduled': 'A booking was moved to another start.',
  'booking.expired':
    'A hold was released or lapsed, or nobody decided on a request until its start.',
  'booking.started': 'A session has begun.',
  'booking.delayed': 'A session runs late, or is expected to start late, or no more.',
  'booking.completed': 'A session is over.',
  'booking.no-show': 'A client did not come.',
  'booking.reminder-due': 'It is time to remind somebody of a booking. It makes no revision.',
  'schedule.changed':
    'Hours, time off or external busy time changed: what is free on `dates` may differ.',
  'service.changed': 'A service was added or changed.',
  'professional.changed': 'The professional, their rules or their blocks changed.',
  'activity.changed': 'What the professional is doing changed.',
  'booking.erased': 'What a booking said of a person is gone.',
}
