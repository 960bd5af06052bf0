// What clients were told must be what is in the books: acknowledged means there, refused means not.
import type { Command } from '../../clients/good-client.ts'
import type { Rule } from '../rule.ts'
import { type Seen, rowsOf, textOf } from '../seen.ts'

/** Objects alike whatever the order of their keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

/** Where the key of a command stands in what it wrote. */
const MARKS: Readonly<Record<string, { readonly table: string; readonly column: string }>> = {
  'create-booking': { table: 'bookings', column: 'note' },
  'add-time-off': { table: 'time_off', column: 'note' },
}

/** The change that a command makes of its booking, and none other makes. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'create-booking': ['booking.confirmed', 'booking.requested'],
  'hold-slot': ['booking.held'],
}

const isOfErased = ({ erased }: Seen, { uid }: Command) =>
  erased.some(({ person }) => person.uid === uid)

/** Commands that shall have left something, and something that can be looked for. */
const lasting = (seen: Seen, outcome: Command['outcome']) =>
  seen.commands.filter(
    (one) => one.outcome === outcome && !isOfErased(seen, one) && one.name !== 'erase-account',
  )

const keptOf = (seen: Seen) =>
  new Map(
    rowsOf(seen, 'idempotency_keys').map((one) => [
      `${textOf(one, 'account')} ${textOf(one, 'function')} ${textOf(one, 'key')}`,
      one,
    ]),
  )
const nameOf = ({ uid, name, key }: Command) => `${uid} ${name} ${key}`

/** How many rows the command has left its mark in. */
function marksIn(seen: Seen): (command: Command) => number | undefined {
  const counts = new Map<string, number>()
  for (const { table, column } of Object.values(MARKS))
    for (const row of rowsOf(seen, table)) {
      const mark = `${table} ${textOf(row, column)}`
      counts.set(mark, (counts.get(mark) ?? 0) + 1)
    }
  return ({ name, key, body }) => {
    const mark = MARKS[name]
    return mark && body['note'] === key ? (counts.get(`${mark.table} ${key}`) ?? 0) : undefined
  }
}

const shownBooking = ({ answer }: Command) =>
  answer?.['booking'] as { bookingId: string; start: string } | undefined

/** Times off that were given back since. */
const removed = (seen: Seen) =>
  new Set(
    seen.commands
      .filter(({ name, outcome }) => name === 'remove-time-off' && outcome !== 'refused')
      .map(({ body }) => body['timeOffId']),
  )

/** Kept answers that name somebody who was erased since are changed, or gone. */
function namesErasedIn({ erased }: Seen): (command: Command) => boolean {
  const texts = erased.flatMap(({ person: { uid, name, email, phone } }) => [
    uid,
    name,
    email,
    phone,
  ])
  return ({ answer }) => {
    const told = JSON.stringify(answer)
    return texts.some((text) => told.includes(text))
  }
}

const acknowledged: Rule = {
  name: 'every acknowledged command is there, once',
  find: (seen) => {
    const kept = keptOf(seen)
    const marks = marksIn(seen)
    const namesErased = namesErasedIn(seen)
    const gone = removed(seen)
    const bookings = new Set(rowsOf(seen, 'bookings').map((one) => textOf(one, 'booking_id')))
    const changes = Map.groupBy(rowsOf(seen, 'changes'), (one) => textOf(one, 'booking_id'))
    return lasting(seen, 'acknowledged').flatMap((command) => {
      const problems: string[] = []
      const row = kept.get(nameOf(command))
      const name = nameOf(command)
      if (!row) {
        if (!namesErased(command))
          problems.push(`${name} was acknowledged, and its key is not there`)
      } else if (canonical(row['answer']) !== canonical(command.answer) && !namesErased(command))
        problems.push(`${name} was answered otherwise than is kept`)
      const { timeOffId } = (command.answer?.['timeOff'] ?? {}) as { timeOffId?: string }
      const isGivenBack = timeOffId !== undefined && gone.has(timeOffId)
      const count = marks(command)
      if (count !== undefined && count !== 1 && !isGivenBack)
        problems.push(`${name} was acknowledged, and is there ${count} times`)
      const booking = shownBooking(command)
      if (booking && !bookings.has(booking.bookingId))
        problems.push(`${name} was acknowledged, and there is no booking ${booking.bookingId}`)
      const types = CHANGES[command.name]
      const made = (changes.get(booking?.bookingId ?? '') ?? []).filter((one) =>
        types?.includes(textOf(one, 'type')),
      )
      if (types && booking && made.length === 0)
        problems.push(`${name} was acknowledged, and no change tells of it`)
      return problems
    })
  },
  plants: [
    {
      what: 'an answer that is not kept',
      inBooks: (seen) =>
        toAcknowledged(seen, ({ key }) => `delete from idempotency_keys where key = '${key}'`),
    },
    {
      what: 'a booking that is lost',
      inBooks: (seen) =>
        toAcknowledged(seen, ({ key }) => `update bookings set note = null where note = '${key}'`),
    },
    {
      what: 'a booking that is there twice',
      inBooks: (seen) => toAcknowledged(seen, ({ key }) => `update bookings set note = '${key}'`),
    },
    {
      what: 'a booking without a change',
      inBooks: (seen) =>
        toAcknowledged(
          seen,
          (one) => `delete from changes where booking_id = '${shownBooking(one)?.bookingId ?? ''}'`,
        ),
    },
  ],
}

function toAcknowledged(
  seen: Seen,
  say: (command: Command) => string,
): readonly string[] | undefined {
  const one = lasting(seen, 'acknowledged').find(({ name }) => name === 'create-booking')
  return one && [say(one)]
}

/** Refused, each attempt of it: where one was unclear, a slower twin may have come through. */
const clearlyRefused = (seen: Seen) =>
  lasting(seen, 'refused').filter(({ unclear }) => unclear === 0)

function toRefused(seen: Seen, say: (command: Command) => string): readonly string[] | undefined {
  const one = clearlyRefused(seen).find(
    ({ name, body, key }) => name === 'create-booking' && body['note'] === key,
  )
  return one && [say(one)]
}

const refused: Rule = {
  name: 'no refused command is there',
  find: (seen) => {
    const kept = keptOf(seen)
    const marks = marksIn(seen)
    return clearlyRefused(seen).flatMap((command) => [
      ...(kept.has(nameOf(command)) ? [`${nameOf(command)} was refused, and its key is kept`] : []),
      ...((marks(command) ?? 0) > 0 ? [`${nameOf(command)} was refused, and is there`] : []),
    ])
  },
  plants: [
    {
      what: 'a refused booking that was made',
      inBooks: (seen) =>
        toRefused(
          seen,
          ({ key }) =>
            `update bookings set note = '${key}' where booking_id = (select booking_id from bookings limit 1)`,
        ),
    },
    {
      what: 'a refused command whose key is kept',
      inBooks: (seen) =>
        toRefused(
          seen,
          ({ uid, name, key }) =>
            `insert into idempotency_keys (account, function, key, body_hash, answer, created_at) values ('${uid}', '${name}', '${key}', '', '{}', now())`,
        ),
    },
  ],
}

const once: Rule = {
  name: 'nothing was done twice, whatever its client knows',
  find: (seen) => {
    const marks = marksIn(seen)
    return seen.commands.flatMap((command) => {
      const count = marks(command) ?? 0
      return count > 1 ? [`${nameOf(command)} is there ${count} times`] : []
    })
  },
  plants: [
    {
      what: 'a booking made twice',
      inBooks: (seen) =>
        toAcknowledged(
          seen,
          ({ key }) =>
            `update bookings set note = '${key}' where booking_id in (select booking_id from bookings where note is distinct from '${key}' limit 1)`,
        ),
    },
  ],
}

const settled: Rule = {
  name: 'every command gets an answer in the end',
  find: ({ commands }) =>
    commands
      .filter(({ outcome }) => outcome === 'open' || outcome === 'given up')
      .map(
        (command) =>
          `${nameOf(command)} has no answer (${command.outcome}, ${command.unclear} attempts)`,
      ),
  plants: [
    {
      what: 'a command without an answer',
      inSeen: (seen) => {
        const [first, ...rest] = seen.commands
        return first && { ...seen, commands: [{ ...first, outcome: 'given up' }, ...rest] }
      },
    },
  ],
}

export const COMMANDS: readonly Rule[] = [acknowledged, refused, once, settled]
