// What the sheet does: holds a tapped time, changes its seats, books it, lets it go. Each command carries a key made at the tap.
import type { Booking, CreateBookingRequest } from '../../../../client/index.ts'
import { newRandomKey } from '../../../../client/platform.ts'
import { connect, serverNow } from '../../app/backend.ts'
import { begin } from '../../app/begin.ts'
import { session } from '../../app/session.ts'
import { makeStore, type Store } from '../../app/store.ts'
import { type Flow, flowAfter, type Happening, type Hold, holdOf, IDLE, type Wish } from './flow.ts'
import { openKeys } from '../times/keys.ts'
import { forgetTyped, keepTyped } from './kept.ts'
import { type Farewell, prepareFarewell, release, releaseOnLeaving } from './release.ts'

export interface Checkout {
  readonly flow: Store<Flow>
  /** What was booked since the page was opened. */
  readonly booked: Store<readonly Date[]>
  /** Holds a time; with the key of an earlier try, tries that again. */
  readonly wish: (wish: Wish, key?: string) => void
  readonly setSeats: (seats: number) => void
  readonly confirm: (note: string, timeZone: string) => void
  /** Goes on where the address had to be verified. */
  readonly goOn: () => void
  readonly ranOut: () => void
  /** Leaves the sheet: what is held is released. */
  readonly close: () => void
  /** The page goes: what is held is released if the browser still sends. */
  readonly leave: () => void
}

const toHold = ({ bookingId, version, seats, holdExpiresAt }: Booking): Hold => {
  const expiresAt = Date.parse(holdExpiresAt ?? '')
  const wholeMillis = Math.max(1000, expiresAt - serverNow())
  return { bookingId, version, seats, expiresAt, wholeMillis }
}

/** Opens the checkout of a page. */
export function openCheckout(): Checkout {
  const flow = makeStore<Flow>(IDLE)
  const booked = makeStore<readonly Date[]>([])
  const happen = (happening: Happening) => flow.set(flowAfter(flow.get(), happening))
  let farewell: Farewell | undefined
  const keyOf = openKeys()

  async function hold({ serviceId, start, seats }: Wish, idempotencyKey: string): Promise<Hold> {
    const { client } = await connect()
    const { booking } = await client.call.holdSlot({ serviceId, start, seats }, { idempotencyKey })
    begin(prepareFarewell().then((ready) => void (farewell = ready)))
    return toHold(booking)
  }

  async function holdWish(wish: Wish, key: string): Promise<void> {
    try {
      const held = await hold(wish, key)
      happen({ type: 'held', key, hold: held })
      // The sheet was closed meanwhile.
      if (flow.get().step === 'idle') await release(held)
    } catch (error) {
      happen({ type: 'not-held', key, error })
    }
  }

  async function holdSeats(wish: Wish, key: string): Promise<void> {
    try {
      happen({ type: 'seats-held', hold: await hold(wish, key) })
    } catch (error) {
      happen({ type: 'seats-refused', error })
    }
  }

  async function book(input: CreateBookingRequest): Promise<void> {
    try {
      const { client } = await connect()
      const { booking } = await client.call.createBooking(input, { idempotencyKey: keyOf(input) })
      const { bookingId, status, version, start, end } = booking
      forgetTyped(booking.serviceId)
      booked.set([...booked.get(), new Date(start)])
      const times = { start: new Date(start), end: new Date(end) }
      happen({ type: 'booked', booking: { bookingId, status, version, ...times } })
    } catch (error) {
      happen({ type: 'not-booked', error })
    }
  }

  const wish: Checkout['wish'] = (wished, key = newRandomKey()) => {
    const now = session.get()
    if (now.kind !== 'signed-in' || now.isAnonymous) {
      happen({ type: 'must-sign-in', wish: wished })
      return
    }
    happen({ type: 'wished', wish: wished, key })
    begin(holdWish(wished, key))
  }

  return {
    flow,
    booked,
    wish,
    setSeats(seats) {
      const now = flow.get()
      if (now.step !== 'checkout' || now.sending !== undefined) return
      keepTyped(now.wish.serviceId, { seats })
      happen({ type: 'seats-wished', seats, isHeld: now.hold !== undefined })
      if (now.hold) begin(holdSeats({ ...now.wish, seats }, newRandomKey()))
    },
    confirm(note, timeZone) {
      const now = flow.get()
      if (now.step !== 'checkout' || now.sending !== undefined) return
      const { serviceId, start, seats } = now.wish
      const what = now.hold ? { holdId: now.hold.bookingId } : { serviceId, start, seats }
      happen({ type: 'confirming' })
      const text = note.trim()
      begin(book({ ...what, ...(text !== '' && { note: text }), timeZone }))
    },
    goOn() {
      const now = flow.get()
      if (now.step !== 'unverified') return
      if (now.hold) happen({ type: 'verified' })
      else wish(now.wish)
    },
    ranOut: () => happen({ type: 'ran-out' }),
    close() {
      const held = holdOf(flow.get())
      happen({ type: 'closed' })
      if (held) begin(release(held))
    },
    leave() {
      const held = holdOf(flow.get())
      if (held && farewell) releaseOnLeaving(held, farewell)
    },
  }
}
