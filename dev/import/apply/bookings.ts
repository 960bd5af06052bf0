// Bookings: for an account where one is known by its verified address, else for a guest.
import { Refusal } from '../../../client/errors.ts'
import type { Booking } from '../../../client/types.ts'
import { isSameContact, toContactKeys } from '../../../shared/contract/values/contact.ts'
import { toAddressKey } from '../../../shared/contract/values/email.ts'
import { formatInstant } from '../../../shared/time/instant.ts'
import { finding } from '../plan/finding.ts'
import type { PlannedBooking } from '../plan/plan.ts'
import { toBookingBody } from '../plan/bodies.ts'
import { type Run, carry, keyOf } from './run.ts'

/** Whom bookings are made for. */
export interface Clients {
  /** Account by verified address, as `toAddressKey` writes it. */
  readonly accounts: ReadonlyMap<string, string>
  /** Whether guests' addresses are kept, to which confirmations and reminders go. */
  readonly keepsAddresses: boolean
}

/** The account that an address belongs to, if one is known. */
function accountOf({ accounts }: Clients, { client }: PlannedBooking): string | undefined {
  return client.email === undefined ? undefined : accounts.get(toAddressKey(client.email))
}

/** Whether a booking of the system is this one of the source. */
function isThis(found: Booking, planned: PlannedBooking, uid: string | undefined): boolean {
  if (uid !== undefined && found.client.uid === uid) return true
  const isSameName = found.client.name === planned.client.name
  return isSameName || isSameContact(toContactKeys(found.client), toContactKeys(planned.client))
}

/** Whether an account has all the bookings it may have: only the words tell this from too many commands a minute. */
const isFull = (error: unknown) =>
  error instanceof Refusal &&
  error.reason === 'rate-limited' &&
  error.detail.includes('upcoming bookings')

/** Carries a booking over. A booking that was called off in the source is told where it was imported before. */
export async function carryBooking(
  run: Run,
  professional: string,
  planned: PlannedBooking,
  serviceId: string | undefined,
  observed: readonly Booking[],
  clients: Clients,
): Promise<string | undefined> {
  const { at, key, isCancelled, ...content } = planned
  const thing = { kind: 'booking' as const, professional, key, at }
  if (isCancelled) {
    const noted = run.journal.find(keyOf(thing))
    run.findings.push(
      noted
        ? finding(
            'left out',
            at,
            'status',
            'cancelled',
            'was called off in the source after it was imported',
            `stays here as booking ${noted.id ?? ''}: cancel it by hand`,
          )
        : finding('not needed', at, 'status', 'cancelled', 'was called off'),
    )
    return undefined
  }
  const uid = accountOf(clients, planned)
  const { email: _, ...unmailed } = planned.client
  const client = clients.keepsAddresses && uid === undefined ? planned.client : unmailed
  const start = formatInstant(planned.start)
  return carry(run, {
    ...thing,
    content,
    adopt: () =>
      observed.find(
        (found) =>
          found.serviceId === serviceId &&
          found.start === start &&
          isThis(found, planned, uid) &&
          !run.journal.ids().has(found.bookingId),
      )?.bookingId,
    create: async (calls, keyed) => {
      const make = async (whose: PlannedBooking['client'], clientUid?: string) => {
        const body = toBookingBody({ ...planned, client: whose }, serviceId ?? '', clientUid)
        return (await calls.createBooking(body, keyed(body))).booking.bookingId
      }
      if (uid === undefined) return make(client)
      try {
        return await make(client, uid)
      } catch (error) {
        if (!isFull(error)) throw error
        const reason = 'the client’s account has as many upcoming bookings as one may have'
        const done = 'booked for a guest of that name'
        run.findings.push(finding('changed', at, 'client', planned.client.email, reason, done))
        return make(clients.keepsAddresses ? planned.client : client)
      }
    },
  })
}
