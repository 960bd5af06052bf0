// Ids, closed sets of words, and the small values that many things are made of.
import * as z from 'zod'
import { Account } from '../account.ts'
import { override, ListBookings } from '../booking.ts'
import { REASONS, TIME_REASONS } from '../faults/reasons.ts'
import { CHANGE_TYPES, changedDates } from '../messages/change.ts'
import { CHANNELS, DELIVERY_STATES } from '../notification.ts'
import { approval } from '../service.ts'
import { ACTIVITY_STATES, ACTOR_KINDS, STATUSES } from '../status.ts'
import { ChangesPage } from '../list-changes.ts'
import * as shown from '../values/shown.ts'
import * as v from '../values/values.ts'
import { object, value } from './said.ts'

const IDS = [
  value('ProfessionalId', 'Names a professional: a UUID.', v.professionalId, shown.professionalId),
  value('ServiceId', 'Names a service of a professional: a UUID.', v.serviceId, shown.serviceId),
  value(
    'AppointmentId',
    'Names an appointment, a taken block of a professional’s time: a UUID.',
    v.appointmentId,
    shown.appointmentId,
  ),
  value(
    'BookingId',
    'Names a booking, or the hold that it was before: a UUID.',
    v.bookingId,
    shown.bookingId,
  ),
  value('TimeOffId', 'Names an entry of time off: a UUID.', v.timeOffId, shown.timeOffId),
  value('ChangeId', 'Names one change of a calendar: a UUID.', v.changeId, shown.changeId),
  value(
    'CauseId',
    'Names what caused changes: all changes of one save share it. A UUID.',
    v.causeId,
    shown.causeId,
  ),
  value('DeviceId', 'Names a device that is pushed to: a UUID.', v.deviceId, shown.deviceId),
  value('NotificationId', 'Names a notification: a UUID.', v.notificationId, shown.notificationId),
  value('AccountUid', 'Names an account: its Firebase user id.', v.uid, shown.uid),
]

const WORDS = [
  value('Reason', 'Why a request was refused: a closed set.', z.enum(REASONS)),
  value(
    'TimeReason',
    'Why a start cannot be booked, in the order in which the first that applies is given.',
    z.enum(TIME_REASONS),
  ),
  value('Status', 'Where a booking is in its life.', z.enum(STATUSES)),
  value('ActorKind', 'As what somebody acted; `system` is the clock.', z.enum(ACTOR_KINDS)),
  value(
    'ActivityState',
    'What a professional is shown to be doing: `busy` and `away` as set, else `in-session` while an appointment runs, `off` outside the hours or on time off, else `available`.',
    z.enum(ACTIVITY_STATES),
  ),
  value('ChangeType', 'What happened to a calendar. More may be added.', z.enum(CHANGE_TYPES)),
  value('Override', 'A rule that owner and admin may set aside for one booking.', override),
  value(
    'Approval',
    'Whether a booking is confirmed at once (`automatic`) or waits for `decide-booking` (`manual`).',
    approval,
  ),
  value('Platform', 'What a device runs.', Account.shape.devices.unwrap().element.shape.platform),
  value('Channel', 'By what somebody is told.', z.enum(CHANNELS)),
  value(
    'DeliveryState',
    '`waiting`: for its first or next attempt; `sent`: taken by the other side; `dropped`: not true or not wanted any more when it was to be sent; `failed`: given up.',
    z.enum(DELIVERY_STATES),
  ),
  value(
    'Role',
    'As what one asks: for bookings of one’s own, or of one’s calendar.',
    ListBookings.shape.as,
  ),
]

const SMALL = [
  object('Price', 'Money: an amount in the minor unit of a currency.', v.price, {
    amountMinor: 'The amount in the currency’s minor unit (cents), 0–1,000,000,000.',
    currency: 'An ISO 4217 code, such as `EUR`.',
  }),
  object(
    'WallInterval',
    'A stretch of a local day, in the professional’s time zone; an end before the start is on the next day, an equal one is refused.',
    v.wallInterval,
    {
      start: 'The wall time at which it starts, `00:00`–`23:59`.',
      end: 'The wall time at which it ends, `00:00`–`24:00`; a full day is `00:00` to `24:00`.',
    },
  ),
  object(
    'WeeklyInterval',
    'A stretch of a weekday, in the professional’s time zone; an end before the start is on the next day, an equal one is refused.',
    v.weeklyHours.element,
    {
      weekday: 'The ISO weekday: 1 = Monday … 7 = Sunday.',
      start: 'The wall time at which it starts, `00:00`–`23:59`.',
      end: 'The wall time at which it ends, `00:00`–`24:00`; a full day is `00:00` to `24:00`.',
    },
  ),
  value(
    'WeeklyHours',
    'The hours of a week, at most 12 intervals a weekday; overlapping ones count as one.',
    v.weeklyHours,
  ),
  value(
    'ChangedDates',
    'Local dates, `YYYY-MM-DD`, whose free starts may differ; `all` where any may.',
    changedDates,
    ChangesPage.shape.changes.unwrap().element.shape.dates,
  ),
]

export const VALUES = [...IDS, ...WORDS, ...SMALL]
