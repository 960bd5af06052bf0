// What clients and owners do all day, drawn by chance: they look, hold, book, move, cancel; approve, take time off, hold sessions.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from '../chance.ts'
import type { System } from '../system/system.ts'
import type { GoodClient } from './good-client.ts'
import type { Person } from './people.ts'
import type { Practice } from './practices.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export interface Surroundings {
  readonly system: System
  readonly client: GoodClient
  readonly chance: Chance
  readonly practices: readonly [Practice, ...Practice[]]
}

interface Booking {
  readonly bookingId: string
  readonly status: string
  readonly serviceId: string
  readonly professionalId: string
  readonly start: string
  readonly end: string
}

interface Slot {
  readonly start: string
  readonly seatsLeft: number
}

const text = (at: number) => new Date(at).toISOString()
const bookingIn = (answer: { readonly booking?: Booking } | undefined) => answer?.booking

/** The first free slots: so near that sessions are held, and so few that clients meet there. */
async function findSlot(
  { system, client, chance }: Surroundings,
  person: Person,
  practice: Practice,
  serviceId: string,
) {
  const isNear = chance.isTrue(0.6)
  const from = system.now() + (isNear ? 0 : chance.whole(1, 30) * HOUR)
  const query = {
    professionalId: practice.professionalId,
    serviceId,
    from: text(from),
    to: text(from + 12 * HOUR),
  }
  const found = (await client.query(person, 'search-availability', query)) as
    | { slots?: readonly Slot[] }
    | undefined
  return chance.find((found?.slots ?? []).slice(0, 12))
}

/** Acts until it is stopped. */
export interface Life {
  readonly person: Person
  readonly act: () => Promise<void>
}

/** A client's life. */
export function openClientLife(around: Surroundings, person: Person): Life {
  const { client, chance, practices } = around
  const own: Booking[] = []
  const keep = (booking: Booking | undefined) => {
    if (!booking) return
    own.push(booking)
    if (own.length > 20) own.shift()
  }

  async function book(): Promise<void> {
    const practice = chance.pick(practices)
    const { serviceId } = chance.pick(practice.services)
    const slot = await findSlot(around, person, practice, serviceId)
    if (!slot) return
    const key = client.newKey()
    const seats = chance.isTrue(0.1) ? 2 : 1
    keep(
      bookingIn(
        await client.command(
          person,
          'create-booking',
          { serviceId, start: slot.start, seats, note: key, client: { phone: person.phone } },
          key,
        ),
      ),
    )
  }

  async function hold(): Promise<void> {
    const practice = chance.pick(practices)
    const { serviceId } = chance.pick(practice.services)
    const slot = await findSlot(around, person, practice, serviceId)
    if (!slot) return
    const held = bookingIn(
      await client.command(person, 'hold-slot', { serviceId, start: slot.start, holdMinutes: 1 }),
    )
    if (!held || chance.isTrue(0.3)) return // checks out never
    const key = client.newKey()
    keep(
      bookingIn(
        await client.command(person, 'create-booking', { holdId: held.bookingId, note: key }, key),
      ),
    )
  }

  async function move(): Promise<void> {
    const booking = chance.find(own)
    const practice = practices.find(
      ({ professionalId }) => professionalId === booking?.professionalId,
    )
    if (!booking || !practice) return
    const slot = await findSlot(around, person, practice, booking.serviceId)
    if (slot)
      await client.command(person, 'reschedule-booking', {
        bookingId: booking.bookingId,
        start: slot.start,
      })
  }

  async function cancel(): Promise<void> {
    const booking = chance.find(own)
    if (!booking) return
    const key = client.newKey()
    await client.command(
      person,
      'cancel-booking',
      { bookingId: booking.bookingId, reason: key },
      key,
    )
  }

  async function look(): Promise<void> {
    const booking = chance.find(own)
    if (booking && chance.isTrue(0.5))
      await client.query(person, 'get-booking', { bookingId: booking.bookingId })
    else if (chance.isTrue(0.5)) await client.query(person, 'list-bookings', { as: 'client' })
    else await client.query(person, 'search-professionals', {})
  }

  return {
    person,
    act: () => {
      const drawn = chance.next()
      if (drawn < 0.45) return book()
      if (drawn < 0.6) return hold()
      if (drawn < 0.72) return move()
      if (drawn < 0.86) return cancel()
      if (drawn < 0.97) return look()
      return client.command(person, 'mark-notifications-read', { all: true }).then(() => {})
    },
  }
}

/** An owner's life. */
export function openOwnerLife(around: Surroundings, practice: Practice): Life {
  const { system, client, chance } = around
  const { owner: person, professionalId } = practice
  const timesOff: string[] = []

  async function bookingsIn(...status: readonly string[]): Promise<readonly Booking[]> {
    const query = {
      as: 'professional',
      professionalId,
      from: text(system.now() - 2 * HOUR),
      order: 'asc',
    }
    const found: Booking[] = []
    for (const one of status) {
      const page = (await client.query(person, 'list-bookings', { ...query, status: one })) as
        | { bookings?: readonly Booking[] }
        | undefined
      found.push(...(page?.bookings ?? []))
    }
    return found
  }

  async function decide(): Promise<void> {
    const booking = chance.find((await bookingsIn('pending')).slice(0, 5))
    if (!booking) return
    const decision = chance.isTrue(0.75) ? 'approve' : 'decline'
    await client.command(person, 'decide-booking', { bookingId: booking.bookingId, decision })
  }

  async function progress(): Promise<void> {
    const soon = system.now() + 8 * MINUTE
    const near = (await bookingsIn('in-progress', 'confirmed')).filter(
      ({ start }) => Date.parse(start) < soon,
    )
    const booking = chance.find(near.slice(0, 4))
    if (!booking) return
    const { bookingId } = booking
    const steps =
      booking.status === 'in-progress'
        ? [
            { step: 'finished' },
            {
              step: 'running-late',
              expectedEnd: text(system.now() + chance.whole(4, 12) * MINUTE),
            },
            { step: 'no-show' },
          ]
        : [
            { step: 'started' },
            {
              step: 'running-late',
              expectedStart: text(system.now() + chance.whole(6, 15) * MINUTE),
            },
          ]
    const step = chance.find(steps)
    if (step) await client.command(person, 'report-progress', { bookingId, ...step })
  }

  async function takeOff(): Promise<void> {
    const start = system.now() + chance.whole(1, 40) * HOUR
    const key = client.newKey()
    const taken = (await client.command(
      person,
      'add-time-off',
      {
        start: text(start),
        end: text(start + chance.whole(1, 4) * 30 * MINUTE),
        onConflict: chance.isTrue(0.7) ? 'cancel' : 'keep',
        reasonForClients: 'ill',
        note: key,
      },
      key,
    )) as { timeOff?: { timeOffId: string } } | undefined
    if (taken?.timeOff) timesOff.push(taken.timeOff.timeOffId)
  }

  async function comeBack(): Promise<void> {
    const timeOffId = timesOff.shift()
    if (timeOffId !== undefined) await client.command(person, 'remove-time-off', { timeOffId })
  }

  async function bookGuestIn(): Promise<void> {
    const { serviceId } = chance.pick(practice.services)
    const slot = await findSlot(around, person, practice, serviceId)
    if (!slot) return
    const key = client.newKey()
    const guest = { name: 'Guest', email: `${key}guest@guests.example` }
    await client.command(
      person,
      'create-booking',
      { serviceId, start: slot.start, client: guest, note: key },
      key,
    )
  }

  async function setHours(): Promise<void> {
    const date = text(system.now() + chance.whole(24, 60) * HOUR).slice(0, 10)
    const intervals = chance.isTrue(0.5) ? null : [{ start: '06:00', end: '22:00' }]
    await client.command(person, 'set-date-hours', { date, intervals })
  }

  async function goAway(): Promise<void> {
    const isBack = chance.isTrue(0.6)
    const until = text(system.now() + chance.whole(1, 3) * MINUTE)
    await client.command(
      person,
      'set-activity',
      isBack ? { state: 'available' } : { state: 'away', until },
    )
  }

  return {
    person,
    act: () => {
      const drawn = chance.next()
      if (drawn < 0.3) return decide()
      if (drawn < 0.6) return progress()
      if (drawn < 0.7) return takeOff()
      if (drawn < 0.78) return comeBack()
      if (drawn < 0.88) return bookGuestIn()
      if (drawn < 0.92) return setHours()
      if (drawn < 0.95) return goAway()
      return client
        .command(person, 'save-professional', { headline: `at ${text(system.now())}` })
        .then(() => {})
    },
  }
}

/** Lets everybody act, with pauses, until the signal. */
export function live(
  lives: readonly Life[],
  chance: Chance,
  pauseMillis: number,
  signal: AbortSignal,
): Promise<unknown> {
  return Promise.all(
    lives.map(async (life) => {
      while (!signal.aborted) {
        await sleep(chance.whole(0, 2 * pauseMillis), undefined, { signal }).catch(() => {})
        if (!signal.aborted) await life.act()
      }
    }),
  )
}
