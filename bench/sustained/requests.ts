// What people ask who look, book, see what they have booked and cancel it again: in which order, and as it goes over the wire.
import type { FunctionName } from '../../functions/manifest.ts'
import { DAY } from '../../shared/time/instant.ts'
import { type BookingRequest, toCommand } from '../common/booking-place.ts'
import { toWire } from '../common/load.ts'
import { rangeOf } from '../common/place.ts'

export const ASKED = [
  'search-availability',
  'list-bookings',
  'create-booking',
  'cancel-booking',
] as const satisfies readonly FunctionName[]
export type Asked = (typeof ASKED)[number]

/** Of a hundred requests, so many list bookings, and so many book; what was booked is cancelled one request later, all else searches. */
const LISTS = 6
const BOOKS = 2

/** A search is of a week that begins within so many days. */
const SEARCHED_DAYS = 7

/** One person's requests, drawn one after another from a count that never ends. */
export function* personOf(
  number: number,
  next: {
    readonly search: (turn: number) => string
    readonly list: (turn: number) => string
    readonly booking: () => BookingRequest
  },
): Generator<{ readonly of: Asked; readonly wire: string }, never, string> {
  for (let turn = number; ; turn++) {
    const drawn = (turn * 61) % 100
    if (drawn < BOOKS) {
      const { token, wire } = next.booking()
      const answer = yield { of: 'create-booking', wire }
      const bookingId = /"bookingId":"([^"]+)"/.exec(answer)?.[1]
      // Where it was not booked, its status has been counted as a fault.
      if (bookingId !== undefined)
        yield { of: 'cancel-booking', wire: toCommand(token, { bookingId }) }
    } else if (drawn < BOOKS + LISTS) yield { of: 'list-bookings', wire: next.list(turn) }
    else yield { of: 'search-availability', wire: next.search(turn) }
  }
}

/** Searches and lists of everybody, as they go over the wire. */
export function questionsOf(
  calendars: readonly { readonly professionalId: string; readonly serviceId: string }[],
  tokens: readonly string[],
) {
  const from = Date.parse(rangeOf(0).from)
  const headersOf = (turn: number) => ({ Authorization: `Bearer ${tokens[turn % tokens.length]}` })
  return {
    search: (turn: number) => {
      const { professionalId = '', serviceId = '' } = calendars[turn % calendars.length] ?? {}
      const begins = from + (turn % SEARCHED_DAYS) * DAY
      const query = new URLSearchParams({
        professionalId,
        serviceId,
        from: new Date(begins).toISOString(),
        to: new Date(begins + SEARCHED_DAYS * DAY).toISOString(),
      })
      return toWire('GET', `/?${query.toString()}`, headersOf(turn))
    },
    list: (turn: number) => toWire('GET', '/?as=client&pageSize=20', headersOf(turn)),
  }
}
