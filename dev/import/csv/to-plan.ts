// The documented CSV files as a plan.
import type { z } from 'zod'
import type { SaveProfessional } from '../../../shared/contract/professional.ts'
import { parseDate } from '../../../shared/time/date.ts'
import { MINUTE } from '../../../shared/time/instant.ts'
import type { Zone } from '../../../shared/time/zone.ts'
import { type Finding, finding } from '../plan/finding.ts'
import { takePrice } from '../plan/money.ts'
import { keepOncePerKey } from '../plan/once.ts'
import type {
  PlannedBooking,
  PlannedProfessional,
  PlannedService,
  PlannedTimeOff,
} from '../plan/plan.ts'
import { needZone, takeEmail, takeNumber, takeText, takeZone } from '../plan/values.ts'
import { takeTime } from '../plan/wall.ts'
import type { Entry } from '../read/json.ts'
import { toDates, toWeekly } from './hours.ts'
import type { CsvRows } from './rows.ts'
import type { BookingRow, HoursRow, ProfessionalRow, ServiceRow, TimeOffRow } from './shapes.ts'

type Policy = NonNullable<z.input<typeof SaveProfessional>['policy']>

/** What `--currency` says where a price has none. */
export interface CsvOptions {
  readonly currency: string
}

/** Gives each row to the professional whom it names, or to the only one. */
function byProfessional<T extends { readonly professional?: string | undefined }>(
  rows: readonly Entry<T>[],
  ids: readonly string[],
  findings: Finding[],
): ReadonlyMap<string, readonly Entry<T>[]> {
  const [only] = ids.length === 1 ? ids : []
  return Map.groupBy(
    rows.filter(({ at, value: { professional = only } }) => {
      if (professional !== undefined && ids.includes(professional)) return true
      const reason =
        professional === undefined
          ? 'is required where there are several professionals'
          : 'is none of professionals.csv, or was left out there'
      findings.push(finding('left out', at, 'professional', professional, reason))
      return false
    }),
    ({ value: { professional = only ?? '' } }) => professional,
  )
}

function toPolicy(row: ProfessionalRow): Policy {
  return {
    slotStepMinutes: row.slot_step_minutes,
    minNoticeMinutes: row.min_notice_minutes,
    horizonDays: row.horizon_days,
    cancelNoticeMinutes: row.cancel_notice_minutes,
    rescheduleNoticeMinutes: row.reschedule_notice_minutes,
    maxBookingsPerDay: row.max_bookings_per_day,
    weekStartsOn: row.week_starts_on,
  }
}

function toService(
  { at, value: row }: Entry<ServiceRow>,
  hours: readonly Entry<HoursRow>[],
  findings: Finding[],
  { currency }: CsvOptions,
): PlannedService {
  const taking = { at, findings }
  const own = toWeekly(hours.filter(({ value }) => value.service === row.id))
  return {
    key: row.id,
    at,
    offer: {
      name: takeText(taking, 'name', row.name, 100) ?? row.id,
      description: takeText(taking, 'description', row.description, 4000),
      durationMinutes: row.duration_minutes,
      bufferBeforeMinutes: takeNumber(
        taking,
        'buffer_before_minutes',
        row.buffer_before_minutes,
        [0, 480],
      ),
      bufferAfterMinutes: takeNumber(
        taking,
        'buffer_after_minutes',
        row.buffer_after_minutes,
        [0, 480],
      ),
      capacity: row.capacity,
      price: takePrice(taking, row.price ?? '', row.currency ?? '', currency),
      approval: row.approval,
      slotStepMinutes: takeNumber(taking, 'slot_step_minutes', row.slot_step_minutes, [5, 1440]),
      minNoticeMinutes: takeNumber(
        taking,
        'min_notice_minutes',
        row.min_notice_minutes,
        [0, 525_600],
      ),
      horizonDays: takeNumber(taking, 'horizon_days', row.horizon_days, [0, 730]),
    },
    ...(own.length > 0 && { hours: own }),
    isOffered: row.active ?? true,
  }
}

function toTimeOff(
  { at, value: row }: Entry<TimeOffRow>,
  zone: Zone,
  findings: Finding[],
): PlannedTimeOff[] {
  const taking = { at, findings }
  const note = takeText(taking, 'note', row.note, 1000)
  const key = row.id ?? `${row.start} to ${row.end}`
  const told = { key, at, ...(note !== undefined && { note }) }
  if (parseDate(row.start) !== undefined && parseDate(row.end) !== undefined) {
    if (row.end >= row.start) return [{ ...told, span: { startDate: row.start, endDate: row.end } }]
    findings.push(finding('left out', at, 'end', row.end, `is before the start ${row.start}`))
    return []
  }
  const start = takeTime(taking, 'start', row.start, zone)
  const end = takeTime(taking, 'end', row.end, zone)
  if (start === undefined || end === undefined) return []
  if (end > start) return [{ ...told, span: { start, end } }]
  findings.push(finding('left out', at, 'end', row.end, `is not after the start ${row.start}`))
  return []
}

function toBooking(
  { at, value: row }: Entry<BookingRow>,
  services: readonly PlannedService[],
  zone: Zone,
  findings: Finding[],
): PlannedBooking[] {
  const taking = { at, findings }
  const leaveOut = (field: string, value: unknown, reason: string) => {
    findings.push(finding('left out', at, field, value, reason))
    return []
  }
  const service = services.find(({ key }) => key === row.service)
  if (!service)
    return leaveOut('service', row.service, 'is none of services.csv, or was left out there')
  if (row.status === 'pending')
    return leaveOut(
      'status',
      'pending',
      'waits for an answer: give it where it was made, and run again',
    )
  const start = takeTime(taking, 'start', row.start, zone)
  if (start === undefined) return []
  const end = row.end === undefined ? undefined : takeTime(taking, 'end', row.end, zone)
  if (row.end !== undefined && end === undefined) return []
  if (end !== undefined && end <= start)
    return leaveOut('end', row.end, `is not after the start ${row.start}`)
  const minutes = end === undefined ? undefined : (end - start) / MINUTE
  const email = takeEmail(taking, 'client_email', row.client_email)
  const phone = takeText(taking, 'client_phone', row.client_phone, 40)
  const note = takeText(taking, 'note', row.note, 1000)
  const timeZone = takeZone(taking, 'time_zone', row.time_zone)
  return [
    {
      key: row.id,
      at,
      serviceKey: row.service,
      start,
      durationMinutes: row.duration_minutes ?? minutes ?? service.offer.durationMinutes,
      seats: row.seats ?? 1,
      client: {
        name: takeText(taking, 'client_name', row.client_name, 100) ?? row.id,
        ...(email !== undefined && { email }),
        ...(phone !== undefined && { phone }),
      },
      ...(note !== undefined && { note }),
      ...(timeZone !== undefined && { timeZone }),
      isCancelled: row.status === 'cancelled',
    },
  ]
}

/** Plans what the rows say, professional by professional. */
export function planCsv(
  rows: CsvRows,
  options: CsvOptions,
  findings: Finding[],
): readonly PlannedProfessional[] {
  const people = keepOncePerKey(
    rows.professionals.map((entry) => ({ ...entry, key: entry.value.id })),
    'id',
    findings,
  ).flatMap((entry) => {
    const zone = needZone({ at: entry.at, findings }, 'time_zone', entry.value.time_zone)
    return zone ? [{ ...entry, zone }] : []
  })
  const ids = people.map(({ key }) => key)
  const services = byProfessional(rows.services, ids, findings)
  const hours = byProfessional(rows.hours, ids, findings)
  const timeOff = byProfessional(rows.timeOff, ids, findings)
  const bookings = byProfessional(rows.bookings, ids, findings)
  return people.map(({ at, value: row, key, zone }): PlannedProfessional => {
    const taking = { at, findings }
    const own = hours.get(key) ?? []
    const offers = keepOncePerKey(
      (services.get(key) ?? []).map((entry) => toService(entry, own, findings, options)),
      'id',
      findings,
    )
    tellOfStrangers(own, offers, findings)
    const phone = takeText(taking, 'phone', row.phone, 40)
    const publicEmail = takeEmail(taking, 'public_email', row.public_email)
    const address = takeText(taking, 'address', row.address, 500)
    const specialties = (row.specialties ?? '').split('|').map((one) => one.trim())
    return {
      key,
      at,
      profile: {
        name: takeText(taking, 'name', row.name, 100) ?? key,
        timeZone: zone.name,
        headline: takeText(taking, 'headline', row.headline, 140),
        about: takeText(taking, 'about', row.about, 4000),
        location: address === undefined ? undefined : { address },
        online: row.online,
        contact:
          phone === undefined && publicEmail === undefined
            ? undefined
            : { phone, email: publicEmail },
        specialties: specialties.filter((one) => one !== ''),
        policy: toPolicy(row),
      },
      ...(row.email !== undefined && { email: row.email }),
      ...(row.owner_uid !== undefined && { ownerUid: row.owner_uid }),
      services: offers,
      ...toDates(own),
      timeOff: keepOncePerKey(
        (timeOff.get(key) ?? []).flatMap((entry) => toTimeOff(entry, zone, findings)),
        'id',
        findings,
      ),
      bookings: keepOncePerKey(
        (bookings.get(key) ?? []).flatMap((entry) => toBooking(entry, offers, zone, findings)),
        'id',
        findings,
      ),
    }
  })
}

/** Hours of a service that there is not. */
function tellOfStrangers(
  hours: readonly Entry<HoursRow>[],
  services: readonly PlannedService[],
  findings: Finding[],
): void {
  for (const { at, value } of hours)
    if (value.service !== undefined && !services.some(({ key }) => key === value.service))
      findings.push(
        finding(
          'left out',
          at,
          'service',
          value.service,
          'is none of services.csv, or was left out there',
        ),
      )
}
