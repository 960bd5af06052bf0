// Cal.com's event types as services: one for each length that an event type can have.
import { type Finding, finding } from '../plan/finding.ts'
import { toCurrency } from '../plan/money.ts'
import type { PlannedService } from '../plan/plan.ts'
import { takeNumber, takeText, type Taking } from '../plan/values.ts'
import type { Entry } from '../read/json.ts'
import { toWeekly } from './hours.ts'
import type { EventType, Schedule } from './shapes.ts'

const serviceKey = (eventTypeId: number, minutes: number) => `${eventTypeId}:${minutes}`

const isOn = <T extends { readonly disabled?: boolean | undefined }>(
  setting: T | null | undefined,
): setting is T => setting !== null && setting !== undefined && setting.disabled !== true

/** What has no counterpart here. */
function tellOfOthers({ at, findings }: Taking, type: EventType): void {
  const lose = (field: string, value: unknown, reason: string) =>
    findings.push(finding('not carried over', at, field, value, reason))
  if (isOn(type.recurrence))
    lose('recurrence', type.recurrence, 'clients book one by one here; booked ones are imported')
  if (isOn(type.bookingLimitsCount))
    lose('bookingLimitsCount', type.bookingLimitsCount, 'limits belong to the whole calendar here')
  if (isOn(type.bookingLimitsDuration))
    lose(
      'bookingLimitsDuration',
      type.bookingLimitsDuration,
      'limits belong to the whole calendar here',
    )
  if (type.offsetStart) lose('offsetStart', type.offsetStart, 'starts follow the hours here')
  if (type.isInstantEvent) lose('isInstantEvent', true, 'has no counterpart')
  if (type.requiresBookerEmailVerification)
    lose(
      'requiresBookerEmailVerification',
      true,
      'policy.requireVerified says it for the whole calendar',
    )
  const fields = (type.bookingFields ?? []).filter(({ isDefault }) => isDefault === false)
  if (fields.length > 0)
    lose(
      'bookingFields',
      fields.map(({ slug }) => slug ?? '?').join(', '),
      'clients are asked for a note alone; what was answered is in the notes of bookings',
    )
}

/** How many days ahead clients may book. */
function toHorizon({ at, findings }: Taking, { bookingWindow }: EventType): number | undefined {
  if (!isOn(bookingWindow) || bookingWindow.type === undefined) return undefined
  const { type, value, rolling } = bookingWindow
  const tell = (reason: string, done: string) =>
    findings.push(finding('changed', at, 'bookingWindow', bookingWindow, reason, done))
  if (typeof value !== 'number') {
    const reason = 'a window between two dates has no counterpart'
    findings.push(finding('not carried over', at, 'bookingWindow', bookingWindow, reason))
    return undefined
  }
  const days = type === 'businessDays' ? Math.ceil((value * 7) / 5) : value
  if (type === 'businessDays') tell('only calendar days are counted here', `taken as ${days} days`)
  else if (rolling === true) tell('days without a free time count here', `taken as ${days} days`)
  return takeNumber({ at, findings }, 'bookingWindow', days, [0, 730])
}

/** Whether every booking waits for an answer. */
function toApproval({ at, findings }: Taking, { confirmationPolicy }: EventType) {
  if (!isOn(confirmationPolicy)) return 'automatic' as const
  if (confirmationPolicy.type !== 'always')
    findings.push(
      finding(
        'changed',
        at,
        'confirmationPolicy',
        confirmationPolicy,
        'asks for an answer only at short notice there',
        'every booking waits for an answer',
      ),
    )
  return 'manual' as const
}

/** Hours of its own, where the event type has another schedule than the default one. */
function toHours(
  { at, findings }: Taking,
  type: EventType,
  timeZone: string,
  schedules: readonly Entry<Schedule>[],
) {
  const schedule = schedules.find(({ value }) => value.id === type.scheduleId)
  if (type.scheduleId === null || type.scheduleId === undefined || schedule?.value.isDefault)
    return {}
  const leave = (value: unknown, reason: string) => {
    const done = 'imported, but not offered: set its hours and switch it on'
    findings.push(finding('changed', at, 'scheduleId', value, reason, done))
    return { isOffered: false }
  }
  if (!schedule) return leave(type.scheduleId, 'is none of schedules.json')
  if (schedule.value.timeZone !== timeZone)
    return leave(
      schedule.value.timeZone,
      `its schedule keeps another time zone than the calendar (${timeZone})`,
    )
  if (schedule.value.overrides.length > 0)
    findings.push(
      finding(
        'not carried over',
        schedule.at,
        'overrides',
        schedule.value.overrides.map(({ date }) => date).join(', '),
        'single dates belong to the whole calendar here, not to a service',
      ),
    )
  return { hours: toWeekly(schedule, findings) }
}

/** The services of an event type; none of one that several people serve. */
export function toServices(
  { at, value: type }: Entry<EventType>,
  timeZone: string,
  schedules: readonly Entry<Schedule>[],
  findings: Finding[],
): readonly PlannedService[] {
  const taking = { at, findings }
  if (type.schedulingType && type.schedulingType !== 'managed') {
    const reason = 'several people serve it, and a service here belongs to one'
    findings.push(finding('left out', at, 'schedulingType', type.schedulingType, reason))
    return []
  }
  tellOfOthers(taking, type)
  const name = takeText(taking, 'title', type.title, 90) ?? type.slug
  const currency = toCurrency(type.currency ?? '')
  const price = type.price ?? 0
  const isSold = price > 0
  if (isSold && currency === undefined)
    findings.push(finding('not carried over', at, 'currency', type.currency, 'is no ISO 4217 code'))
  if (type.hidden)
    findings.push(
      finding(
        'changed',
        at,
        'hidden',
        true,
        'services are offered or not',
        'imported, not offered',
      ),
    )
  const lengths = [...new Set([type.lengthInMinutes, ...(type.lengthInMinutesOptions ?? [])])]
  if (lengths.length > 1)
    findings.push(
      finding(
        'changed',
        at,
        'lengthInMinutesOptions',
        lengths,
        'a service here has one length',
        `imported as ${lengths.length} services`,
      ),
    )
  const offer = {
    description: takeText(taking, 'description', type.description, 4000),
    bufferBeforeMinutes: takeNumber(taking, 'beforeEventBuffer', type.beforeEventBuffer, [0, 480]),
    bufferAfterMinutes: takeNumber(taking, 'afterEventBuffer', type.afterEventBuffer, [0, 480]),
    capacity: seatsOf(type),
    ...(isSold &&
      currency !== undefined && { price: { amountMinor: Math.round(price), currency } }),
    approval: toApproval(taking, type),
    slotStepMinutes: takeNumber(taking, 'slotInterval', type.slotInterval, [5, 1440]),
    minNoticeMinutes: takeNumber(
      taking,
      'minimumBookingNotice',
      type.minimumBookingNotice,
      [0, 525_600],
    ),
    horizonDays: toHorizon(taking, type),
  }
  const hours = toHours(taking, type, timeZone, schedules)
  return lengths.map((minutes) => ({
    key: serviceKey(type.id, minutes),
    at,
    offer: {
      ...offer,
      name: lengths.length > 1 ? `${name} (${minutes} min)` : name,
      durationMinutes: minutes,
    },
    isOffered: type.hidden !== true,
    ...hours,
  }))
}

/** How many may come at once; 1 where seats are off. */
function seatsOf({ seats, seatsPerTimeSlot }: EventType): number {
  return (isOn(seats) ? seats.seatsPerTimeSlot : undefined) ?? seatsPerTimeSlot ?? 1
}
