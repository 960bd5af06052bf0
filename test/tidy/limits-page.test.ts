// docs/guides/limits.md says what the code says: each of its figures, and no row without one.
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { DEVICES, SaveAccount } from '../../shared/contract/account.ts'
import { NEXT_SLOTS, SEARCH_DAYS } from '../../shared/contract/availability.ts'
import { CancelBooking, CreateBooking, HoldSlot } from '../../shared/contract/booking.ts'
import { ERRORS_NAMED } from '../../shared/contract/faults/issues.ts'
import * as limits from '../../shared/contract/limits.ts'
import { MarkNotificationsRead } from '../../shared/contract/notification.ts'
import { policy } from '../../shared/contract/policy.ts'
import { SaveProfessional } from '../../shared/contract/professional.ts'
import * as kept from '../../shared/contract/retention.ts'
import { INTERVALS, TIME_OFF_DAYS } from '../../shared/contract/schedule.ts'
import { SaveService } from '../../shared/contract/service.ts'
import {
  ACTIVITY_AHEAD_MILLIS,
  LATE_AHEAD_MILLIS,
  SetActivity,
} from '../../shared/contract/session.ts'
import { INTERVALS_A_DAY, page } from '../../shared/contract/values/values.ts'
import { REPLAY_MILLIS } from '../../shared/database/load/load-caller.ts'
import { ADDRESSES_A_DAY, MAILS_AN_ADDRESS } from '../../shared/database/notify/guest-mail.ts'
import { MIRRORED_DAYS } from '../../shared/projection/professional-document.ts'
import { DAYS_AHEAD } from '../../shared/projection/schedule-document.ts'
import { PAGE_MILLIS } from '../../shared/runtime/edge/page-token.ts'
import { BODY_BYTES } from '../../shared/runtime/edge/raw-body.ts'
import { KEY_CHARACTERS } from '../../shared/runtime/edge/request.ts'
import { LINK_MILLIS } from '../../shared/runtime/jobs/notify/links.ts'
import { readConfig } from '../../shared/runtime/world/config.ts'
import { LONGEST_HOLD_MILLIS, OPEN_HOLDS } from '../../shared/scheduling/booking/decide-hold.ts'
import { HELD_MILLIS, HELD_WITHIN_MILLIS } from '../../shared/scheduling/booking/hold-budget.ts'
import { ALTERNATIVES, ALTERNATIVES_MILLIS } from '../../shared/scheduling/free/alternatives.ts'
import { CORRECTED_FOR_MILLIS } from '../../shared/scheduling/session/progress.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time/instant.ts'
import { readGuide, rowsOf } from '../support/guides.ts'

/** What a field of a request may be, as JSON Schema has it; an optional or nullable one as if it were set. */
interface Bounds {
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly default?: number
  readonly anyOf?: readonly Bounds[]
  readonly items?: Bounds
  readonly properties?: Readonly<Record<string, Bounds>>
}

function boundsOf(schema: z.ZodType, ...path: readonly string[]): Bounds {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Bounds
  const found = path.reduce<Bounds>((at, key) => {
    const set = at.anyOf?.[0] ?? at
    const inner = key === '0' ? set.items : set.properties?.[key]
    if (!inner) throw new Error(`${path.join('.')} is no field: there is no ${key}`)
    return inner
  }, whole)
  return found.anyOf?.[0] ? { ...found, ...found.anyOf[0] } : found
}

const range = (...of: Parameters<typeof boundsOf>) => {
  const { minimum, maximum } = boundsOf(...of)
  return `${minimum}–${maximum}`
}
const lengths = (...of: Parameters<typeof boundsOf>) => {
  const { minLength = 0, maxLength } = boundsOf(...of)
  return `${minLength > 0 ? `${minLength}–` : ''}${maxLength} characters`
}

/** All of these alike, as one figure. */
function alike(...figures: readonly string[]): string {
  const [first = ''] = figures
  expect(new Set(figures), figures.join(', ')).toEqual(new Set([first]))
  return first
}

const config = readConfig({ GOOGLE_CLOUD_PROJECT: 'any', DATABASE_URL: 'postgres://any' })
const ruleRange = (rule: string, ...more: readonly string[]) =>
  range(SaveProfessional, 'policy', rule, ...more)
const horizon = boundsOf(policy, 'horizonDays')
const pageSize = boundsOf(z.object(page), 'pageSize')
const holdMinutes = boundsOf(HoldSlot, 'holdMinutes')

const FIGURES: Readonly<Record<string, string>> = {
  'commands of one account': `${config.commandsPerMinute} a minute`,
  'queries of one account, by each instance of a function': `${config.queriesPerMinute} a minute`,
  '`search-professionals` with `text`, likewise': `${config.textQueriesPerMinute} a minute`,
  'requests without a valid account, of one address': `${config.queriesPerMinute} a minute`,
  'body of a request': `${BODY_BYTES / 1024} KiB`,
  'idempotency key': `1–${KEY_CHARACTERS} characters`,
  'how long a key gives the first answer again': `${REPLAY_MILLIS / HOUR} h`,
  'page of a list': `${pageSize.default} (${pageSize.minimum}–${pageSize.maximum})`,
  'how long a `nextPageToken` works': `${PAGE_MILLIS / HOUR} h`,
  '`notificationIds` of one call': `${boundsOf(MarkNotificationsRead, 'notificationIds').maxItems}`,
  'range of a search': `${SEARCH_DAYS} days`,
  'wrong fields that are named in `errors`': `${ERRORS_NAMED}`,
  'bookings to come of one account (a setting)': `${config.upcomingBookings}`,
  'open holds of one account': `${OPEN_HOLDS}`,
  // What the rows of the database are keyed by, and no figure of the code.
  'open holds of one account with one professional': '1',
  'how long a hold lasts': `${holdMinutes.default} min (${holdMinutes.minimum}–${holdMinutes.maximum})`,
  'how long a hold may be renewed': `${LONGEST_HOLD_MILLIS / MINUTE} min after the first`,
  'how long holds of one account keep seats of one professional': `${HELD_MILLIS / MINUTE} min in any ${HELD_WITHIN_MILLIS / HOUR} h`,
  'seats of a booking': alike(range(CreateBooking, 'seats'), range(HoldSlot, 'seats')),
  'note, and reason of a cancellation': alike(
    lengths(CreateBooking, 'note'),
    lengths(CancelBooking, 'reason'),
  ),
  'alternatives of a refusal': `${ALTERNATIVES} within ${ALTERNATIVES_MILLIS / DAY} days`,
  'how far from now the expected start or end of a session may lie': `${LATE_AHEAD_MILLIS / HOUR} h`,
  'how long after its end a booking may become a no-show': `${CORRECTED_FOR_MILLIS / DAY} days`,
  'services on offer': `${limits.ACTIVE_SERVICES}`,
  'services in all': `${limits.KEPT_SERVICES}`,
  duration: `${range(SaveService, 'durationMinutes')} min`,
  'each buffer': `${alike(
    range(SaveService, 'bufferBeforeMinutes'),
    range(SaveService, 'bufferAfterMinutes'),
  )} min`,
  capacity: range(SaveService, 'capacity'),
  'step between starts': `${alike(ruleRange('slotStepMinutes'), range(SaveService, 'slotStepMinutes'))} min`,
  'each notice': `${alike(
    ruleRange('minNoticeMinutes'),
    ruleRange('cancelNoticeMinutes'),
    ruleRange('rescheduleNoticeMinutes'),
    range(SaveService, 'minNoticeMinutes'),
  )} min`,
  horizon: `${horizon.default} days (${alike(`${horizon.minimum}–${horizon.maximum}`, range(SaveService, 'horizonDays'))})`,
  'bookings a day or week': alike(ruleRange('maxBookingsPerDay'), ruleRange('maxBookingsPerWeek')),
  'minutes a day': ruleRange('maxMinutesPerDay'),
  'each limit of one client': alike(
    ruleRange('perClient', 'maxUpcoming'),
    ruleRange('perClient', 'maxPerDay'),
    ruleRange('perClient', 'maxPerWeek'),
  ),
  // An account names its professional by none but itself.
  'professionals of one account': '1',
  'weekly rules from today on': `${limits.WEEKLY_RULES}`,
  'intervals of a day': `${INTERVALS_A_DAY}`,
  'dates with own hours from today on': `${limits.DATES_WITH_HOURS}`,
  'entries of time off that are not over': `${limits.TIME_OFF_ENTRIES}`,
  'length of one time off': `${TIME_OFF_DAYS} days`,
  'other calendars that report busy time': `${limits.BUSY_SOURCES}`,
  'intervals of busy time of one call': `${INTERVALS}`,
  'intervals of busy time from now on': `${limits.BUSY_INTERVALS}`,
  'how long an activity lasts': `${ACTIVITY_AHEAD_MILLIS / DAY} days`,
  blocks: `${limits.BLOCKS}`,
  name: alike(
    lengths(SaveProfessional, 'name'),
    lengths(SaveService, 'name'),
    lengths(SaveAccount, 'name'),
  ),
  headline: lengths(SaveProfessional, 'headline'),
  'about, and description of a service': alike(
    lengths(SaveProfessional, 'about'),
    lengths(SaveService, 'description'),
  ),
  'message of an activity': lengths(SetActivity, 'message'),
  specialties: `${boundsOf(SaveProfessional, 'specialties').maxItems} of ${boundsOf(SaveProfessional, 'specialties', '0').maxLength} characters`,
  'devices of one account': `${DEVICES}`,
  'reminders of each booking': `${boundsOf(SaveAccount, 'notifications', 'reminderMinutes').maxItems} of ${range(SaveAccount, 'notifications', 'reminderMinutes', '0')} min`,
  'guests’ addresses that get mail in one professional’s name': `${ADDRESSES_A_DAY} a day`,
  'mails to one of them in that name': `${MAILS_AN_ADDRESS} a day`,
  'day documents ahead': `${MIRRORED_DAYS} days`,
  'schedule document': `${DAYS_AHEAD} days`,
  '`nextSlots` of a professional': `${NEXT_SLOTS}`,
  'day documents': 'until the day after',
  'documents of a booking, after its end': `${kept.BOOKING_DOCUMENT_DAYS} days`,
  'changes, and a booking’s until as long after its end': `${kept.CHANGE_DAYS} days`,
  notifications: `${kept.NOTIFICATION_DAYS} days`,
  'holds and requests that came to nothing': `${kept.CAME_TO_NOTHING_DAYS} days`,
  'whom a booking was for, after its end (a setting)': `${config.personalDataDays} days`,
  'links of a guest, after the booking’s end': `${LINK_MILLIS / DAY} days`,
}

const rows = rowsOf(readGuide('limits')).filter(([what]) => what !== 'What')

describe('the page of limits', () => {
  it.each(rows)('has the figure of: %s', (what, figure) => {
    expect(FIGURES).toHaveProperty([what])
    expect(figure).toBe(FIGURES[what])
  })

  it('leaves none out, and says none twice', () => {
    expect(rows.map(([what = '']) => what).toSorted()).toEqual(Object.keys(FIGURES).toSorted())
  })
})
