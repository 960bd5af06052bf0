// From one save to the messages it makes: one a person, whatever happened to however many of their bookings.
import type { ChangeType } from '../contract/messages/change.ts'
import { CHANNELS } from '../contract/notification.ts'
import { type Instant, MINUTE } from '../time/instant.ts'
import type { AccountSettings, Cause, CausedBooking, CausedChange } from './cause.ts'
import { HAPPENINGS, type Happening, toHappening } from './happening.ts'
import { DELAY_MILLIS, delayOf } from './judge.ts'
import { GUEST_REMINDER_MINUTES } from './plan-reminders.ts'
import { type Channel, type Role, hears } from './who-hears.ts'

/** One thing that a planned message tells of. */
export interface PlannedItem {
  readonly happening: Happening
  readonly revision: number
  readonly bookingId?: string
  /** When the booking begins, as it was planned. */
  readonly start?: Instant
  readonly before?: { readonly start: Instant; readonly end: Instant }
}

/** Whom a message is for. */
export type Addressee =
  | { readonly role: 'client' | 'owner'; readonly uid: string }
  | { readonly role: 'guest'; readonly guestAddress: string }

/** A message to one person about one save. */
export interface PlannedNotification {
  readonly addressee: Addressee
  /** The type of the change that weighs most: what an app looks at. */
  readonly type: ChangeType
  readonly items: readonly PlannedItem[]
  readonly channels: readonly Channel[]
}

interface Heard extends PlannedItem {
  readonly addressee: Addressee
  readonly type: ChangeType
  readonly channels: readonly Channel[]
}

const rank = (happening: Happening): number => HAPPENINGS.indexOf(happening)

function seenAs(change: CausedChange, booking: CausedBooking | undefined): Happening {
  const { type, by, revision, subject } = change
  const before = booking?.history.filter((one) => one.revision < revision).at(-1)
  return toHappening({
    type,
    by,
    ...(subject && { subject }),
    ...(booking && {
      status: booking.status,
      wasRequested: !booking.isHold,
      wasNoShow: before?.type === 'booking.no-show',
      isOnTime: delayOf(booking) < DELAY_MILLIS,
    }),
  })
}

/** One form for both: an account by its uid, a guest by the digest of the address. A person has one message of a save. */
export const recipientOf = (addressee: Addressee): string =>
  addressee.role === 'guest' ? `guest:${addressee.guestAddress}` : `account:${addressee.uid}`

/** Who may hear of a change: its client or guest, and the owner; who is both hears as the client. */
function addresseesOf(
  { ownerUid }: Cause,
  booking: CausedBooking | undefined,
): readonly Addressee[] {
  const { clientUid, guestAddress } = booking ?? {}
  const client: readonly Addressee[] =
    clientUid !== undefined
      ? [{ role: 'client', uid: clientUid }]
      : guestAddress !== undefined
        ? [{ role: 'guest', guestAddress }]
        : []
  return clientUid === ownerUid ? client : [...client, { role: 'owner', uid: ownerUid }]
}

function heardOf(cause: Cause, change: CausedChange, now: Instant): readonly Heard[] {
  const { bookingId, by, revision, type, before } = change
  const booking = bookingId === undefined ? undefined : cause.bookings.get(bookingId)
  // A booking that is gone from the books is nobody's any more.
  if (bookingId !== undefined && !booking) return []
  const happening = seenAs(change, booking)
  const aheadMinutes = booking ? (booking.start - now) / MINUTE : 0
  const item: PlannedItem = {
    happening,
    revision,
    ...(booking && { bookingId: booking.bookingId, start: booking.start }),
    ...(before && { before }),
  }
  return addresseesOf(cause, booking).flatMap((addressee) => {
    const role: Role = addressee.role
    const switches = addressee.role === 'guest' ? undefined : cause.accounts.get(addressee.uid)
    if (addressee.role !== 'guest' && !switches) return []
    if (happening === 'reminder' && !isWanted(cause, booking, switches)) return []
    const channels = hears(happening, role, by, aheadMinutes, switches)
    return channels.length === 0 ? [] : [{ ...item, addressee, type, channels }]
  })
}

/** Whether a reminder comes at a time that its reader chose: the choice may have changed since it was planned. */
function isWanted(
  { at }: Cause,
  booking: CausedBooking | undefined,
  settings: AccountSettings | undefined,
): boolean {
  const { reminderMinutes } = settings ?? { reminderMinutes: GUEST_REMINDER_MINUTES }
  return booking !== undefined && reminderMinutes.includes((booking.start - at) / MINUTE)
}

/** What one person hears of a save, as one message. */
function toNotification(heard: readonly [Heard, ...Heard[]]): PlannedNotification {
  const sorted = heard.toSorted(
    (a, b) => rank(a.happening) - rank(b.happening) || (a.start ?? 0) - (b.start ?? 0),
  )
  // The clock and an admin may touch the same hours several times in one save: it is told once.
  const items = sorted.filter(
    ({ happening, bookingId }, index) =>
      bookingId !== undefined || sorted.findIndex((one) => one.happening === happening) === index,
  )
  return {
    addressee: heard[0].addressee,
    type: (sorted[0] ?? heard[0]).type,
    items: items.map(({ happening, revision, bookingId, start, before }) => ({
      happening,
      revision,
      ...(bookingId !== undefined && { bookingId }),
      ...(start !== undefined && { start }),
      ...(before && { before }),
    })),
    channels: CHANNELS.filter((channel) =>
      heard.some(({ channels }) => channels.includes(channel)),
    ),
  }
}

/** Every message that a save makes: none, or one for each person who hears of it. */
export function planNotifications(cause: Cause, now: Instant): readonly PlannedNotification[] {
  const byPerson = new Map<string, [Heard, ...Heard[]]>()
  for (const change of cause.changes)
    for (const heard of heardOf(cause, change, now)) {
      const key = recipientOf(heard.addressee)
      const known = byPerson.get(key)
      if (known) known.push(heard)
      else byPerson.set(key, [heard])
    }
  return [...byPerson.values()].map(toNotification)
}
