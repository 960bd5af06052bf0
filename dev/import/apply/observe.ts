// What a calendar holds already, before anything is added to it.
import { Refusal } from '../../../client/errors.ts'
import type { Booking, Calls, GetScheduleAnswer, Professional } from '../../../client/types.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import { type Patience, patiently } from './patience.ts'
import { Stopped } from './stopped.ts'

export interface Observed {
  readonly schedule: GetScheduleAnswer
  /** All that are still to come, cancelled ones too. */
  readonly bookings: readonly Booking[]
}

/** Of one calendar that are read; so many are more than ten years of full days. */
const MOST_PAGES = 1_000

/** The bookings of a professional from an instant on. */
export async function listBookings(
  calls: Calls,
  patience: Patience,
  professionalId: string,
  from: Instant,
): Promise<readonly Booking[]> {
  const found: Booking[] = []
  let pageToken: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = {
      as: 'professional',
      professionalId,
      from: new Date(from),
      pageSize: 100,
      pageToken,
    } as const
    const answer = await patiently(patience, () => calls.listBookings(asked))
    found.push(...answer.bookings)
    pageToken = answer.nextPageToken
    if (pageToken === undefined) return found
  }
  throw new Stopped(`the calendar ${professionalId} has more than ${MOST_PAGES * 100} bookings`)
}

/** What a calendar holds. @throws Stopped where there is none of this id */
export async function observe(
  calls: Calls,
  patience: Patience,
  professionalId: string,
  now: Instant,
): Promise<Observed> {
  try {
    const schedule = await patiently(patience, () => calls.getSchedule({ professionalId }))
    return { schedule, bookings: await listBookings(calls, patience, professionalId, now) }
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason !== 'not-found') throw error
    throw new Stopped(
      `the system has no calendar ${professionalId}, which the journal names: the journal is of another system, ` +
        'or of one that was begun afresh; move it away, or name another by --journal',
      { cause: error },
    )
  }
}

/** Whose a calendar is: the caller's, an account's by an admin, or nobody's whose account is not made yet. */
export type Owner = 'caller' | 'nobody yet' | { readonly uid: string }

/** How a request names the owner. */
export const nameOwner = (owner: Owner) =>
  typeof owner === 'object' ? { ownerUid: owner.uid } : {}

/** The professional whom an account owns, if there is one. Asks by a rehearsal, which changes nothing. */
export async function findProfessional(
  calls: Calls,
  patience: Patience,
  owner: Owner,
): Promise<Professional | undefined> {
  if (owner === 'nobody yet') return undefined
  const asked = { ...nameOwner(owner), validateOnly: true }
  try {
    return (await patiently(patience, () => calls.saveProfessional(asked))).professional
  } catch (error) {
    // Nobody is made without a name: that it is asked for says that there is none yet.
    if (error instanceof Refusal && error.errors.some(({ path }) => path === 'name'))
      return undefined
    throw error
  }
}
