// A practice in UTC on a clock of the test's: one owner, who is open from 09:00 to 17:00, and three clients.
import { formatInstant } from '../../shared/time/instant.ts'
import type { Backend } from './backend.ts'
import * as f from './fixtures.ts'
import type { User } from './users.ts'

/** The day on which it is told; a Tuesday. */
const DAY = '2027-03-02'
/** A time of that day, or of the days after it. */
export const at = (time: string, daysLater = 0) =>
  formatInstant(Date.parse(`${DAY}T${time}:00Z`) + daysLater * 86_400_000)

export interface Practice extends f.Made {
  readonly backend: Backend
  readonly owner: User
  readonly anna: User
  readonly ben: User
  readonly cem: User
  /** Sends a command, which must be carried out. */
  readonly ask: (user: User, name: string, input: object) => Promise<f.Body>
  /** Sends a command, whatever comes of it. */
  readonly tell: (user: User, name: string, input: object) => Promise<f.Told>
  /** Books a start of the day. */
  readonly book: (user: User, time: string, more?: object) => Promise<f.Booked>
  readonly booking: (user: User, bookingId: string) => Promise<f.Body>
  /** The free starts of the day for a user, `HH:MM`. */
  readonly free: (user: User, more?: object) => Promise<readonly string[]>
  /** Makes it this time of the day. */
  readonly wait: (time: string) => void
}

/** Opens a practice of its own at 08:00. */
export async function openPractice(
  backend: Backend,
  clock: f.Clock,
  options: { readonly service?: object; readonly policy?: object } = {},
): Promise<Practice> {
  clock.now = Date.parse(at('08:00'))
  const [owner, anna, ben, cem] = await Promise.all([
    backend.user('Olga Owner'),
    backend.user('Anna'),
    backend.user('Ben'),
    backend.user('Cem'),
  ])
  const made = await f.makeProfessional(backend, owner, {
    professional: { timeZone: 'UTC', ...(options.policy && { policy: options.policy }) },
    hours: f.everyDay('09:00', '17:00'),
    service: { durationMinutes: 60, ...options.service },
  })
  const { professionalId, serviceId } = made
  const tell: Practice['tell'] = (user, name, input) => f.post(backend, name, user, input)
  return {
    ...made,
    backend,
    owner,
    anna,
    ben,
    cem,
    tell,
    ask: async (user, name, input) => f.granted(await tell(user, name, input)),
    book: (user, time, more = {}) => f.book(backend, user, serviceId, at(time), more),
    booking: async (user, bookingId) =>
      f.granted(await f.get(backend, 'get-booking', user, { bookingId })),
    free: async (user, more = {}) => {
      const query = { professionalId, serviceId, from: at('00:00'), to: at('00:00', 1), ...more }
      const told = await f.get(backend, 'search-availability', user, query)
      return f.granted(told).slots.map(({ start }) => start.slice(11, 16))
    },
    wait: (time) => {
      clock.now = Date.parse(at(time))
    },
  }
}
