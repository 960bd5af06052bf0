// Documents, search and books say the same; what is free is counted a second time by the naive implementation, which knows no code of ours.
import {
  type Scenario,
  type ScenarioAppointment,
  type ScenarioService,
  naiveAnswer,
} from '../../../support/naive.ts'
import type { Rule } from '../rule.ts'
import {
  type Row,
  type Seen,
  isLive,
  numberOf,
  rangeOf,
  rowsOf,
  said,
  shown,
  textOf,
} from '../seen.ts'

const withDocument = (
  seen: Seen,
  path: string,
  change: (document: Row) => Row,
): Seen | undefined => {
  const document = seen.documents[path]
  return document && { ...seen, documents: { ...seen.documents, [path]: change(document) } }
}

const without = (seen: Seen, path: string | undefined): Seen | undefined => {
  if (path === undefined) return undefined
  const { [path]: _, ...documents } = seen.documents
  return { ...seen, documents }
}

const watermarks: Rule = {
  name: 'the mirror is at the revision of the books',
  find: (seen) =>
    rowsOf(seen, 'calendars').flatMap((calendar) => {
      const id = textOf(calendar, 'professional_id')
      const at = seen.documents[`mirrors/${id}`]?.['revision']
      return at === calendar['revision']
        ? []
        : [`${id} is at revision ${said(calendar['revision'])}, and its mirror at ${said(at)}`]
    }),
  plants: [
    {
      what: 'a mirror that is behind',
      inSeen: (seen) => {
        const id = textOf(rowsOf(seen, 'calendars')[0] ?? {}, 'professional_id')
        return withDocument(seen, `mirrors/${id}`, (one) => ({
          ...one,
          revision: numberOf(one, 'revision') - 1,
        }))
      },
    },
  ],
}

/** What a booking's document says of it, where it says anything. */
const SAID: Readonly<Record<string, string>> = {
  status: 'status',
  start: 'start_at',
  end: 'end_at',
  seats: 'seats',
  version: 'version',
  serviceId: 'service_id',
  appointmentId: 'appointment_id',
  note: 'note',
  cancelReason: 'cancel_reason',
  cancelledBy: 'cancelled_by',
}

function differencesOf(path: string, document: Row, booking: Row): readonly string[] {
  return Object.entries(SAID)
    .filter(([field, column]) => (document[field] ?? null) !== (booking[column] ?? null))
    .map(
      ([field, column]) =>
        `${path} says ${field} ${said(document[field])}, the books ${said(booking[column])}`,
    )
}

/** The documents that a booking shall have: its client's, and its owner's. A hold that came to nothing has none. */
function pathsOf(booking: Row, owner: Row | undefined): readonly string[] {
  if (booking['status'] === 'expired' && booking['hold_expires_at'] !== null) return []
  const id = textOf(booking, 'booking_id')
  return [
    ...(booking['client_uid'] === null
      ? []
      : [`accounts/${textOf(booking, 'client_uid')}/bookings/${id}`]),
    ...(owner && !owner['erased'] ? [`accounts/${textOf(owner, 'owner_uid')}/agenda/${id}`] : []),
  ]
}

const bookingDocuments: Rule = {
  name: 'documents of bookings say what the books say, and there is none more',
  find: (seen) => {
    const owners = new Map(
      rowsOf(seen, 'professionals').map((one) => [textOf(one, 'professional_id'), one]),
    )
    const wanted = new Map(
      rowsOf(seen, 'bookings').flatMap((booking) =>
        pathsOf(booking, owners.get(textOf(booking, 'professional_id'))).map(
          (path) => [path, booking] as const,
        ),
      ),
    )
    const there = Object.keys(seen.documents).filter((path) =>
      /^accounts\/[^/]+\/(bookings|agenda)\//.test(path),
    )
    return [
      ...there.filter((path) => !wanted.has(path)).map((path) => `${path} is of no booking`),
      ...[...wanted].flatMap(([path, booking]) => {
        const document = seen.documents[path]
        return document ? differencesOf(path, document, booking) : [`${path} is missing`]
      }),
    ]
  },
  plants: [
    {
      what: 'a document that is missing',
      inSeen: (seen) => without(seen, anyOf(seen, 'bookings')),
    },
    {
      what: 'an agenda that lacks a booking',
      inSeen: (seen) => without(seen, anyOf(seen, 'agenda')),
    },
    {
      what: 'a document that says another status',
      inSeen: (seen) =>
        withDocument(seen, anyOf(seen, 'bookings') ?? '', (one) => ({
          ...one,
          status: 'declined ',
        })),
    },
    {
      what: 'an agenda that says another time',
      inSeen: (seen) =>
        withDocument(seen, anyOf(seen, 'agenda') ?? '', (one) => ({ ...one, start: 0 })),
    },
    {
      what: 'a document of no booking',
      inSeen: (seen) => ({
        ...seen,
        documents: { ...seen.documents, 'accounts/anybody/bookings/any': {} },
      }),
    },
    {
      what: 'a booking of which the documents do not know',
      inBooks: () => [
        `update bookings set version = version + 1 where status in ('confirmed', 'cancelled', 'completed', 'pending', 'in-progress')`,
      ],
    },
  ],
}

const anyOf = (seen: Seen, collection: string): string | undefined =>
  Object.keys(seen.documents).find((path) => path.split('/').at(-2) === collection)

/** The days' slots of a service, `start seatsLeft`, in order. */
function slotsInDays(seen: Seen, professionalId: string, serviceId: string): readonly string[] {
  const days = Object.entries(seen.documents).filter(([path]) =>
    path.startsWith(`professionals/${professionalId}/days/`),
  )
  return days
    .flatMap(([, day]) => {
      const slots = (day['slots'] as Record<string, readonly Row[]> | undefined) ?? {}
      return slots[serviceId] ?? []
    })
    .map((slot) => ({ start: numberOf(slot, 'start'), seatsLeft: numberOf(slot, 'seatsLeft') }))
    .filter(({ start }) => start >= seen.from && start < seen.to)
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, seatsLeft }) => `${shown(start).replace('.000', '')} ${seatsLeft}`)
}

const inDays: Rule = {
  name: 'days and search offer the same',
  find: (seen) =>
    seen.searches.flatMap(({ professionalId, serviceId, slots }) => {
      const days = slotsInDays(seen, professionalId, serviceId)
      return compare(`of service ${serviceId}`, 'the search', slots, 'the days', days)
    }),
  plants: [
    {
      what: 'a day that offers nothing',
      inSeen: (seen) => {
        const full = Object.entries(seen.documents).find(
          ([path, day]) =>
            /\/days\//.test(path) &&
            seen.searches.some(({ serviceId, slots }) => {
              const own = (day['slots'] as Record<string, readonly Row[]>)[serviceId] ?? []
              return own.some((one) =>
                slots.includes(
                  `${shown(numberOf(one, 'start')).replace('.000', '')} ${said(one['seatsLeft'])}`,
                ),
              )
            }),
        )
        return full && withDocument(seen, full[0], (one) => ({ ...one, slots: {} }))
      },
    },
  ],
}

function compare(
  what: string,
  a: string,
  inA: readonly string[],
  b: string,
  inB: readonly string[],
): readonly string[] {
  const onlyA = inA.filter((one) => !inB.includes(one))
  const onlyB = inB.filter((one) => !inA.includes(one))
  return [
    ...(onlyA.length > 0
      ? [`${what} ${a} alone offers ${onlyA.slice(0, 5).join(', ')} (${onlyA.length})`]
      : []),
    ...(onlyB.length > 0
      ? [`${what} ${b} alone offer ${onlyB.slice(0, 5).join(', ')} (${onlyB.length})`]
      : []),
  ]
}

const instant = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z')
const optional = (row: Row, column: string, field: string) =>
  typeof row[column] === 'number' ? { [field]: instant(row[column]) } : {}

const MINUTE = 60_000

/** An appointment of the books for the naive implementation. */
function toAppointment(
  appointment: Row,
  bookings: readonly Row[],
  serviceId: string,
  now: number,
): readonly ScenarioAppointment[] {
  const seatsTaken = bookings
    .filter((one) => one['appointment_id'] === appointment['appointment_id'] && isLive(one, now))
    .reduce((sum, one) => sum + numberOf(one, 'seats'), 0)
  if (seatsTaken === 0) return []
  const [start, end] = rangeOf(appointment, 'during')
  const [from, to] = rangeOf(appointment, 'occupies')
  const endedAt = appointment['ended_at']
  const isTaking = from < to
  return [
    {
      serviceKey: appointment['service_id'] === serviceId ? 'same' : 'other',
      start: instant(start),
      end: instant(end),
      bufferBeforeMinutes: isTaking ? (start - from) / MINUTE : 0,
      bufferAfterMinutes: isTaking
        ? (to - (typeof endedAt === 'number' ? endedAt : end)) / MINUTE
        : 0,
      seatsTaken,
      capacity: numberOf(appointment, 'capacity'),
      ...optional(appointment, 'expected_start', 'expectedStart'),
      ...optional(appointment, 'expected_end', 'expectedEnd'),
      ...optional(appointment, 'ended_at', 'endedAt'),
    },
  ]
}

const set = (row: Row, column: string, field: string) =>
  row[column] === null || row[column] === undefined ? {} : { [field]: row[column] }

/** The books of one calendar as a scenario of the naive implementation. */
function toScenario(seen: Seen, professional: Row, service: Row): Scenario {
  const own = (table: string) =>
    rowsOf(seen, table).filter((one) => one['professional_id'] === professional['professional_id'])
  const bookings = own('bookings')
  const serviceId = textOf(service, 'service_id')
  const activity = own('activities').find(
    (one) => one['state'] !== 'available' && numberOf(one, 'until') > seen.now,
  )
  const spans = (table: string) =>
    own(table).map((one) => {
      const [start, end] = rangeOf(one, 'during')
      return { start: instant(start), end: instant(end) }
    })
  const scenario: unknown = {
    now: instant(seen.now),
    from: instant(seen.from),
    to: instant(seen.to),
    professional: {
      timeZone: textOf(professional, 'time_zone'),
      active: professional['active'],
      policy: professional['policy'],
      workingHours: own('weekly_rules').map((rule) => ({
        effectiveFrom: dateOf(rule, 'effective_from'),
        hours: rule['hours'],
      })),
      dateHours: own('date_hours').map((one) => ({
        date: dateOf(one, 'date'),
        intervals: one['intervals'],
      })),
      timeOff: spans('time_off'),
      ...(activity && {
        activity: { state: activity['state'], until: instant(numberOf(activity, 'until')) },
      }),
    },
    service: {
      durationMinutes: service['duration_minutes'],
      bufferBeforeMinutes: service['buffer_before_minutes'],
      bufferAfterMinutes: service['buffer_after_minutes'],
      capacity: service['capacity'],
      active: service['active'],
      ...set(service, 'hours', 'hours'),
      ...set(service, 'slot_step_minutes', 'slotStepMinutes'),
      ...set(service, 'min_notice_minutes', 'minNoticeMinutes'),
      ...set(service, 'horizon_days', 'horizonDays'),
    } satisfies Record<
      keyof Pick<
        ScenarioService,
        'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes' | 'capacity' | 'active'
      >,
      unknown
    >,
    appointments: own('appointments')
      .filter((one) => one['state'] === 'active')
      .flatMap((one) => toAppointment(one, bookings, serviceId, seen.now)),
    externalBusy: spans('external_busy'),
  }
  return scenario as Scenario // of columns that hold what the scenario takes
}

/** A column of type `date`, which the driver reads as midnight of the machine's zone. */
function dateOf(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'number') return said(value)
  const at = new Date(value)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

const inBooks: Rule = {
  name: 'the search offers what the books leave free, counted naively',
  find: (seen) => {
    const services = new Map(
      rowsOf(seen, 'services').map((one) => [textOf(one, 'service_id'), one]),
    )
    const professionals = new Map(
      rowsOf(seen, 'professionals').map((one) => [textOf(one, 'professional_id'), one]),
    )
    return seen.searches.flatMap(({ professionalId, serviceId, slots }) => {
      const professional = professionals.get(professionalId)
      const service = services.get(serviceId)
      if (!professional || !service) return [`${serviceId} is searched and not there`]
      const free = naiveAnswer(toScenario(seen, professional, service)).slots.map(
        ({ start, seatsLeft }) => `${start} ${seatsLeft}`,
      )
      return compare(`of service ${serviceId}`, 'the search', slots, 'the books', free)
    })
  },
  plants: [
    {
      what: 'a slot that is free and not offered',
      inSeen: (seen) => {
        const full = seen.searches.find(({ slots }) => slots.length > 0)
        return (
          full && {
            ...seen,
            searches: seen.searches.map((one) =>
              one === full ? { ...one, slots: one.slots.slice(1) } : one,
            ),
          }
        )
      },
    },
    {
      what: 'time off that the search does not know',
      inBooks: (seen) => [
        `insert into time_off (professional_id, time_off_id, during)
          select professional_id, gen_random_uuid(), tstzrange('${instant(seen.from)}', '${instant(seen.to)}') from professionals`,
      ],
    },
  ],
}

const TOLD_STARTS = 3

const overProfessionals: Rule = {
  name: 'the search over professionals tells the soonest starts',
  find: (seen) => {
    const byProfessional = Map.groupBy(seen.searches, ({ professionalId }) => professionalId)
    return [...byProfessional].flatMap(([professionalId, searches]) => {
      const soonest = searches
        .flatMap(({ slots }) => slots.map((slot) => slot.split(' ')[0] ?? ''))
        .toSorted()
        .slice(0, TOLD_STARTS)
      const told = seen.found.find((one) => one.professionalId === professionalId)?.starts ?? []
      return told.join() === soonest.join()
        ? []
        : [`${professionalId} is free at ${soonest.join(', ')}, and found with ${told.join(', ')}`]
    })
  },
  plants: [
    {
      what: 'somebody who is not found',
      inSeen: (seen) => ({ ...seen, found: seen.found.slice(1) }),
    },
  ],
}

const consumers: Rule = {
  name: 'every change reaches every consumer',
  find: (seen) =>
    rowsOf(seen, 'changes').flatMap((change) => {
      const which = `${textOf(change, 'professional_id')} ${said(change['revision'])}`
      return ['fan-out-availability', 'send-notifications']
        .filter((subscriber) => !seen.handled.has(`${subscriber} ${which}`))
        .map((subscriber) => `${subscriber} never handled ${which}`)
    }),
  plants: [
    {
      what: 'a change that a subscriber never saw',
      inSeen: (seen) => ({
        ...seen,
        handled: new Set([...seen.handled].filter((one) => !/^send-notifications .* 1$/.test(one))),
      }),
    },
    {
      what: 'a change that nobody was told of',
      inBooks: () => [
        `insert into changes (professional_id, revision, change_id, type, at, by_kind)
          select professional_id, revision + 1, gen_random_uuid(), 'schedule.changed', now(), 'system' from calendars`,
      ],
    },
  ],
}

export const MIRROR: readonly Rule[] = [
  watermarks,
  bookingDocuments,
  inDays,
  inBooks,
  overProfessionals,
  consumers,
]
