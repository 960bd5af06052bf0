// What Easy!Appointments' API answers, as a plan: every provider a professional, a service once for each who offers it.
import { type Finding, finding } from '../plan/finding.ts'
import { takePrice } from '../plan/money.ts'
import { keepOncePerKey } from '../plan/once.ts'
import type { PlannedProfessional, PlannedService } from '../plan/plan.ts'
import { needZone, takeNumber, takeText } from '../plan/values.ts'
import type { Entry } from '../read/json.ts'
import { fullName, toBooking, toTimeOff } from './appointments.ts'
import type { EasyExport } from './files.ts'
import { toDates, toWeekly } from './hours.ts'
import { type Provider, type Service, WEEKDAYS } from './shapes.ts'

/** What `--currency` says where a sign such as $ could be several. */
export interface EasyOptions {
  readonly currency: string
}

const isSet = (flag: boolean | number | string | null | undefined) =>
  flag === true || flag === 1 || flag === '1' || flag === 'true'

function toService(
  { at, value }: Entry<Service>,
  { currency }: EasyOptions,
  findings: Finding[],
): PlannedService {
  const taking = { at, findings }
  const isPrivate = isSet(value.isPrivate)
  if (isPrivate)
    findings.push(
      finding(
        'changed',
        at,
        'isPrivate',
        true,
        'services are offered or not',
        'imported, not offered',
      ),
    )
  return {
    key: String(value.id),
    at,
    offer: {
      name: takeText(taking, 'name', value.name, 100) ?? `Service ${value.id}`,
      description: takeText(
        taking,
        'description',
        [value.description ?? '', value.location ? `Location: ${value.location}` : ''].join('\n'),
        4000,
      ),
      durationMinutes: Math.round(value.duration),
      capacity: Math.max(1, Math.round(value.attendantsNumber ?? 1)),
      slotStepMinutes: takeNumber(
        taking,
        'slotInterval',
        value.slotInterval || undefined,
        [5, 1440],
      ),
      // A price of 0 is what a service begins with there, and says nothing.
      price: value.price
        ? takePrice(taking, String(value.price), value.currency ?? '', currency)
        : undefined,
    },
    isOffered: !isPrivate,
  }
}

/** Rules of the whole installation, which hold for each professional here. */
function toPolicy(settings: ReadonlyMap<string, string>, findings: Finding[]) {
  const taking = { at: { file: 'settings.json' }, findings }
  const numberOf = (name: string) => {
    const text = settings.get(name)
    return text === undefined || text === '' || Number.isNaN(Number(text))
      ? undefined
      : Number(text)
  }
  const first =
    WEEKDAYS.findIndex((day) => day === settings.get('first_weekday')?.toLowerCase()) + 1
  return {
    minNoticeMinutes: takeNumber(
      taking,
      'book_advance_timeout',
      numberOf('book_advance_timeout'),
      [0, 525_600],
    ),
    horizonDays: takeNumber(
      taking,
      'future_booking_limit',
      numberOf('future_booking_limit'),
      [0, 730],
    ),
    ...(first > 0 && { weekStartsOn: first }),
  }
}

function planProvider(
  entry: Entry<Provider>,
  source: EasyExport,
  services: readonly PlannedService[],
  policy: ReturnType<typeof toPolicy>,
  findings: Finding[],
): PlannedProfessional[] {
  const { at, value } = entry
  const taking = { at, findings }
  const zone = needZone(
    taking,
    'timezone',
    value.timezone ?? source.settings.get('default_timezone'),
  )
  if (!zone) return []
  const ofThem = services.filter(({ key }) => value.services?.includes(Number(key)) ?? true)
  const customers = new Map(source.customers.map(({ value: one }) => [one.id, one]))
  const address = takeText(
    taking,
    'address',
    [value.address, value.zip, value.city, value.state].filter(Boolean).join(', '),
    500,
  )
  const isTheirs = ({ value: one }: Entry<{ readonly providerId: number | null }>) =>
    one.providerId === value.id
  const weekly = toWeekly(entry)
  return [
    {
      key: String(value.id),
      at,
      ...(value.email && { email: value.email }),
      profile: {
        name: takeText(taking, 'firstName', fullName(value), 100) ?? `Provider ${value.id}`,
        timeZone: zone.name,
        ...(address !== undefined && { location: { address } }),
        policy,
        ...(isSet(value.isPrivate) && { active: false }),
      },
      services: ofThem,
      hours: weekly.length > 0 ? [{ key: 'now', at, hours: weekly }] : [],
      dates: toDates(entry, source.exceptions, findings),
      timeOff: [
        ...source.unavailabilities
          .filter(isTheirs)
          .flatMap((one) => toTimeOff(String(one.value.id), one.at, one.value, zone, findings)),
        ...source.blockedPeriods.flatMap((one) =>
          toTimeOff(
            `blocked ${one.value.id}`,
            one.at,
            { ...one.value, notes: one.value.notes || one.value.name },
            zone,
            findings,
          ),
        ),
      ],
      bookings: keepOncePerKey(
        source.appointments
          .filter(isTheirs)
          .flatMap((one) => toBooking(one, ofThem, customers, zone, findings)),
        'id',
        findings,
      ),
    },
  ]
}

/** Plans every provider. */
export function planEasy(
  source: EasyExport,
  options: EasyOptions,
  findings: Finding[],
): readonly PlannedProfessional[] {
  const policy = toPolicy(source.settings, findings)
  const services = keepOncePerKey(
    source.services.map((entry) => toService(entry, options, findings)),
    'id',
    findings,
  )
  const providers = keepOncePerKey(
    source.providers.map((entry) => ({ ...entry, key: String(entry.value.id) })),
    'id',
    findings,
  )
  const planned = providers.flatMap((entry) =>
    planProvider(entry, source, services, policy, findings),
  )
  const keys = new Set(planned.map(({ key }) => key))
  for (const { at, value } of [...source.appointments, ...source.unavailabilities])
    if (!keys.has(String(value.providerId)))
      findings.push(
        finding(
          'left out',
          at,
          'providerId',
          value.providerId,
          'is none of providers.json, or was left out there',
        ),
      )
  return planned
}
