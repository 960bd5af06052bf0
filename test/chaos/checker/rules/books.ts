// What the books must say by themselves: nobody sits where somebody sits, and every revision has its change.
import type { Rule } from '../rule.ts'
import {
  type Row,
  type Seen,
  isLive,
  localDate,
  numberOf,
  rangeOf,
  rowsOf,
  said,
  shown,
  textOf,
} from '../seen.ts'

/** Lets anything be written; the transaction is undone. */
const ANYTHING_GOES = [
  'alter table appointments drop constraint appointments_apart',
  'alter table appointments drop constraint appointments_seats',
]

interface Sitting {
  readonly appointment: Row
  readonly service: Row
  readonly bookings: readonly Row[]
  readonly start: number
  readonly end: number
}

/** Appointments with their live bookings; those without one are none. */
function sittingsOf(seen: Seen): readonly Sitting[] {
  const byAppointment = Map.groupBy(
    rowsOf(seen, 'bookings').filter((booking) => isLive(booking, seen.now)),
    (booking) => textOf(booking, 'appointment_id'),
  )
  const services = new Map(rowsOf(seen, 'services').map((one) => [textOf(one, 'service_id'), one]))
  return rowsOf(seen, 'appointments').flatMap((appointment) => {
    const bookings = byAppointment.get(textOf(appointment, 'appointment_id')) ?? []
    const service = services.get(textOf(appointment, 'service_id'))
    const [first] = bookings
    if (!first || !service) return []
    return [
      {
        appointment,
        service,
        bookings,
        start: numberOf(first, 'start_at'),
        end: numberOf(first, 'end_at'),
      },
    ]
  })
}

const MINUTE = 60_000

/** What a sitting takes by its service's buffers, which no run changes. */
function takenBy({ appointment, service, start, end }: Sitting): readonly [number, number] {
  const endedAt = appointment['ended_at']
  const last = typeof endedAt === 'number' ? endedAt : end
  return [
    start - numberOf(service, 'buffer_before_minutes') * MINUTE,
    last + numberOf(service, 'buffer_after_minutes') * MINUTE,
  ]
}

const nameOf = ({ appointment, start }: Sitting) =>
  `${textOf(appointment, 'appointment_id')} (${shown(start)})`

/** Statements that make one appointment of a live booking with one seat lie where another of its calendar lies. */
function overlay(seen: Seen): readonly string[] | undefined {
  const groups = Map.groupBy(
    sittingsOf(seen).filter(({ appointment }) => appointment['ended_at'] === null),
    ({ appointment }) => textOf(appointment, 'professional_id'),
  )
  for (const [one, other] of groups.values()) {
    if (!one || !other) continue
    const place = `(select during from appointments where appointment_id = '${textOf(other.appointment, 'appointment_id')}')`
    const id = textOf(one.appointment, 'appointment_id')
    return [
      ...ANYTHING_GOES,
      `update appointments set during = ${place}, occupies = ${place} where appointment_id = '${id}'`,
      `update bookings set start_at = lower(${place}), end_at = upper(${place}) where appointment_id = '${id}'`,
    ]
  }
  return undefined
}

const anyLive = (seen: Seen): Row | undefined => sittingsOf(seen)[0]?.bookings[0]

const withLive = (say: (booking: Row) => readonly string[]) => (seen: Seen) => {
  const booking = anyLive(seen)
  return booking && say(booking)
}

const overlaps: Rule = {
  name: 'no two appointments of a calendar overlap, buffers and all',
  find: (seen) =>
    [
      ...Map.groupBy(sittingsOf(seen), ({ appointment }) =>
        textOf(appointment, 'professional_id'),
      ).values(),
    ].flatMap((sittings) => {
      // One that has ended before it began takes nothing, wherever it lies.
      const taking = sittings.filter((one) => takenBy(one)[0] < takenBy(one)[1])
      const sorted = taking.toSorted((a, b) => takenBy(a)[0] - takenBy(b)[0])
      let longest = sorted[0]
      return sorted.slice(1).flatMap((next) => {
        const before = longest
        if (!before) return []
        if (takenBy(next)[1] > takenBy(before)[1]) longest = next
        const isApart = takenBy(before)[1] <= takenBy(next)[0]
        return isApart ? [] : [`${nameOf(before)} overlaps ${nameOf(next)}`]
      })
    }),
  plants: [{ what: 'an appointment moved onto another', inBooks: overlay }],
}

const seats: Rule = {
  name: 'seats stay within capacity, and are counted',
  find: (seen) => {
    const sittings = new Map(
      sittingsOf(seen).map((one) => [textOf(one.appointment, 'appointment_id'), one]),
    )
    return rowsOf(seen, 'appointments').flatMap((appointment) => {
      const id = textOf(appointment, 'appointment_id')
      const taken = (sittings.get(id)?.bookings ?? []).reduce(
        (sum, one) => sum + numberOf(one, 'seats'),
        0,
      )
      const capacity = numberOf(appointment, 'capacity')
      const problems: string[] = []
      if (taken > capacity) problems.push(`${id} has ${taken} seats taken of ${capacity}`)
      // A hold whose time is over is counted until its change is written.
      const overdue = rowsOf(seen, 'bookings').some(
        (one) => one['appointment_id'] === id && one['status'] === 'held' && !isLive(one, seen.now),
      )
      if (!overdue && taken !== numberOf(appointment, 'seats_taken'))
        problems.push(
          `${id} counts ${said(appointment['seats_taken'])} seats, and ${taken} are taken`,
        )
      if (!overdue && (appointment['state'] === 'active') !== taken > 0)
        problems.push(`${id} is ${textOf(appointment, 'state')} with ${taken} seats taken`)
      return problems
    })
  },
  plants: [
    {
      what: 'a booking of more seats than there are',
      inBooks: withLive((one) => [
        ...ANYTHING_GOES,
        `update bookings set seats = 400 where booking_id = '${textOf(one, 'booking_id')}'`,
        `update appointments set seats_taken = 400 where appointment_id = '${textOf(one, 'appointment_id')}'`,
      ]),
    },
    {
      what: 'a seat that is not counted',
      inBooks: withLive((one) => [
        `update appointments set seats_taken = 0 where appointment_id = '${textOf(one, 'appointment_id')}'`,
      ]),
    },
    {
      what: 'an appointment that is gone with people in it',
      inBooks: withLive((one) => [
        `update appointments set state = 'gone' where appointment_id = '${textOf(one, 'appointment_id')}'`,
      ]),
    },
  ],
}

const places: Rule = {
  name: 'a booking lies where its appointment does',
  find: (seen) =>
    sittingsOf(seen).flatMap(({ appointment, bookings }) => {
      const [start, end] = rangeOf(appointment, 'during')
      return bookings
        .filter((one) => numberOf(one, 'start_at') !== start || numberOf(one, 'end_at') !== end)
        .map((one) => `${textOf(one, 'booking_id')} lies elsewhere than its appointment`)
    }),
  plants: [
    {
      what: 'a booking an hour off',
      inBooks: withLive((one) => [
        `update bookings set start_at = start_at + interval '1 hour', end_at = end_at + interval '1 hour' where booking_id = '${textOf(one, 'booking_id')}'`,
      ]),
    },
  ],
}

const revisions: Rule = {
  name: 'revisions are contiguous',
  find: (seen) => {
    const changes = Map.groupBy(rowsOf(seen, 'changes'), (one) => textOf(one, 'professional_id'))
    return rowsOf(seen, 'calendars').flatMap((calendar) => {
      const id = textOf(calendar, 'professional_id')
      const told = (changes.get(id) ?? [])
        .map((one) => numberOf(one, 'revision'))
        .toSorted((a, b) => a - b)
      const wrong = told.findIndex((revision, index) => revision !== index + 1)
      if (wrong >= 0) return [`${id} has no change ${wrong + 1}`]
      const last = told.at(-1) ?? 0
      return last === numberOf(calendar, 'revision')
        ? []
        : [`${id} is at revision ${said(calendar['revision'])}, and its last change is ${last}`]
    })
  },
  plants: [
    { what: 'a change that is missing', inBooks: () => ['delete from changes where revision = 2'] },
    {
      what: 'a revision without a change',
      inBooks: () => ['update calendars set revision = revision + 1'],
    },
  ],
}

const outbox: Rule = {
  name: 'the outboxes are empty',
  find: (seen) => [
    ...rowsOf(seen, 'unpublished').map(
      (one) => `${textOf(one, 'professional_id')} ${said(one['revision'])} is not published`,
    ),
    ...rowsOf(seen, 'unpublished_accounts').map(
      (one) => `account ${textOf(one, 'uid')} is not published`,
    ),
  ],
  plants: [
    {
      what: 'a change that waits',
      inBooks: () => [
        'insert into unpublished (professional_id, revision, at) select professional_id, 1, now() from calendars limit 1',
      ],
    },
    {
      what: 'an account that waits',
      inBooks: () => [
        `insert into unpublished_accounts (uid, version, at) values ('anybody', 1, now())`,
      ],
    },
  ],
}

interface Policy {
  readonly maxBookingsPerDay?: number
  readonly maxBookingsPerWeek?: number
  readonly maxMinutesPerDay?: number
  readonly weekStartsOn?: number
  readonly perClient?: {
    readonly maxUpcoming?: number
    readonly maxPerDay?: number
    readonly maxPerWeek?: number
  }
}

const DAY = 24 * 60 * MINUTE

/** The first date of the week of a date. */
function weekOf(date: string, weekStartsOn: number): string {
  const at = Date.parse(`${date}T00:00:00Z`)
  const weekday = new Date(at).getUTCDay() || 7
  return new Date(at - ((weekday - weekStartsOn + 7) % 7) * DAY).toISOString().slice(0, 10)
}

const limits: Rule = {
  name: 'limits are kept',
  find: (seen) => {
    const sittings = Map.groupBy(sittingsOf(seen), ({ appointment }) =>
      textOf(appointment, 'professional_id'),
    )
    return rowsOf(seen, 'professionals').flatMap((professional) => {
      const id = textOf(professional, 'professional_id')
      const policy = professional['policy'] as Policy // as save-professional writes it
      const zone = textOf(professional, 'time_zone')
      const own = sittings.get(id) ?? []
      const problems: string[] = []
      const limit = (what: string, most: number | undefined, groups: Map<string, number>) => {
        if (most === undefined) return
        for (const [key, count] of groups)
          if (count > most) problems.push(`${id}: ${count} of ${most} ${what} ${key}`)
      }
      const dateOf = (at: number) => localDate(at, zone)
      const weekAt = (at: number) => weekOf(dateOf(at), policy.weekStartsOn ?? 1)
      const sum = <T>(list: readonly T[], key: (one: T) => string, weight: (one: T) => number) => {
        const groups = new Map<string, number>()
        for (const one of list) groups.set(key(one), (groups.get(key(one)) ?? 0) + weight(one))
        return groups
      }
      limit(
        'appointments on',
        policy.maxBookingsPerDay,
        sum(
          own,
          ({ start }) => dateOf(start),
          () => 1,
        ),
      )
      limit(
        'appointments in the week of',
        policy.maxBookingsPerWeek,
        sum(
          own,
          ({ start }) => weekAt(start),
          () => 1,
        ),
      )
      limit(
        'minutes on',
        policy.maxMinutesPerDay,
        sum(
          own,
          ({ start }) => dateOf(start),
          ({ start, end }) => (end - start) / MINUTE,
        ),
      )
      const bookings = own
        .flatMap((one) => one.bookings)
        .filter(
          (one) =>
            one['status'] !== 'held' &&
            one['client_uid'] !== null &&
            one['client_uid'] !== professional['owner_uid'],
        )
      const byClient = (one: Row) => textOf(one, 'client_uid')
      const { maxUpcoming, maxPerDay, maxPerWeek } = policy.perClient ?? {}
      const upcoming = bookings.filter((one) => numberOf(one, 'start_at') > seen.now)
      limit(
        'upcoming of',
        maxUpcoming,
        sum(upcoming, byClient, () => 1),
      )
      const startOf = (one: Row) => numberOf(one, 'start_at')
      limit(
        'a day of',
        maxPerDay,
        sum(
          bookings,
          (one) => `${byClient(one)} ${dateOf(startOf(one))}`,
          () => 1,
        ),
      )
      limit(
        'a week of',
        maxPerWeek,
        sum(
          bookings,
          (one) => `${byClient(one)} ${weekAt(startOf(one))}`,
          () => 1,
        ),
      )
      return problems
    })
  },
  plants: [
    ['maxBookingsPerDay', '{"maxBookingsPerDay": 0}'],
    ['maxBookingsPerWeek', '{"maxBookingsPerWeek": 0}'],
    ['maxMinutesPerDay', '{"maxMinutesPerDay": 0}'],
    ['perClient.maxUpcoming', '{"perClient": {"maxUpcoming": 0}}'],
    ['perClient.maxPerDay', '{"perClient": {"maxPerDay": 0}}'],
    ['perClient.maxPerWeek', '{"perClient": {"maxPerWeek": 0}}'],
  ].map(([what = '', policy = '']) => ({
    what: `more than ${what}`,
    inBooks: () => [`update professionals set policy = policy || '${policy}'`],
  })),
}

const holds: Rule = {
  name: 'an account holds one slot of a professional, and three in all',
  find: (seen) => {
    const open = rowsOf(seen, 'bookings').filter(
      (one) => one['status'] === 'held' && isLive(one, seen.now),
    )
    const problems: string[] = []
    for (const [uid, held] of Map.groupBy(open, (one) => textOf(one, 'client_uid'))) {
      if (held.length > 3) problems.push(`${uid} holds ${held.length} slots`)
      for (const [id, here] of Map.groupBy(held, (one) => textOf(one, 'professional_id')))
        if (here.length > 1) problems.push(`${uid} holds ${here.length} slots of ${id}`)
    }
    return problems
  },
  plants: [
    {
      what: 'somebody who holds everything',
      inBooks: () => [
        `update bookings set status = 'held', client_uid = 'one', hold_expires_at = '2200-01-01'`,
      ],
    },
  ],
}

export const BOOKS: readonly Rule[] = [overlaps, seats, places, revisions, outbox, limits, holds]
