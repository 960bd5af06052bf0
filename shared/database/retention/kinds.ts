// Everything that is not kept for ever, and for how long. What joins it is one more entry.
import * as days from '../../contract/retention.ts'
import { deleteCameToNothing, deleteChanges, stripBookings } from './delete-bookings.ts'
import { deleteCommandRates, deleteErasures, deleteIdempotencyKeys } from './delete-by-age.ts'
import { deleteDateHours, deleteExternalBusy, deleteTimeOff } from './delete-schedule.ts'
import { deleteGuestAddresses, deleteNotifications, deleteReminders } from './delete-told.ts'
import type { Kind } from './kind.ts'

/** The kinds, those that are found by their age first: they are done in a moment. */
export const kindsKept = (personalDataDays: number): readonly Kind[] => [
  {
    name: 'idempotencyKeys',
    what: 'first answers to commands',
    keptDays: days.IDEMPOTENCY_KEY_DAYS,
    byAge: deleteIdempotencyKeys,
  },
  {
    name: 'commandRates',
    what: 'how many commands an account sent in a minute',
    keptDays: 1,
    byAge: deleteCommandRates,
  },
  {
    name: 'notifications',
    what: 'what people were told, with how it was delivered',
    keptDays: days.NOTIFICATION_DAYS,
    byAge: deleteNotifications,
  },
  {
    name: 'guestAddresses',
    what: 'which addresses of guests an owner wrote to on a day',
    keptDays: days.GUEST_ADDRESS_DAYS,
    byAge: deleteGuestAddresses,
  },
  {
    name: 'reminders',
    what: 'reminders whose time is long past',
    keptDays: days.REMINDER_DAYS,
    byAge: deleteReminders,
  },
  {
    name: 'erasures',
    what: 'that an account was erased',
    keptDays: days.ERASURE_DAYS,
    byAge: deleteErasures,
  },
  {
    name: 'cameToNothing',
    what: 'holds, and requests that were declined or lapsed',
    keptDays: days.CAME_TO_NOTHING_DAYS,
    ofCalendars: deleteCameToNothing,
  },
  {
    name: 'changes',
    what: 'changes, save those of bookings that ended later',
    keptDays: days.CHANGE_DAYS,
    ofCalendars: deleteChanges,
  },
  {
    name: 'personalData',
    what: 'whom bookings were for, their notes and reasons',
    keptDays: personalDataDays,
    ofCalendars: stripBookings,
  },
  {
    name: 'externalBusy',
    what: 'busy time of other calendars that is over',
    keptDays: days.EXTERNAL_BUSY_DAYS,
    ofCalendars: deleteExternalBusy,
  },
  {
    name: 'dateHours',
    what: 'hours of dates that are over',
    keptDays: days.PAST_SCHEDULE_DAYS,
    ofCalendars: deleteDateHours,
  },
  {
    name: 'timeOff',
    what: 'time off that is over, with its note',
    keptDays: days.PAST_SCHEDULE_DAYS,
    ofCalendars: deleteTimeOff,
  },
]
