// Whom a save may be lost to, and what is answered where that happens once too often.
import { toDatabaseFault } from '../../database/connection/errors.ts'
import { RefusalError } from '../edge/problem.ts'

/** Whom, or what, a save was lost to. */
export type Rival =
  /** Another save of the same aggregate. */
  | 'revision'
  /** Another save that adds to what is counted of the same account, in another calendar. */
  | 'account'
  /** Another request with the same key, or another first save of the same owner. */
  | 'twin'
  /** Somebody who wrote into the calendar from outside. */
  | 'overlap'

/** A place is an owner's: of bookings and services there are none twice. */
const TWIN_KEYS = ['idempotency_keys_pkey', 'professionals_owner', 'places_pkey']

/** To whom a save was lost that the database undid; undefined for any other fault. */
export function rivalOf(error: unknown): Rival | undefined {
  const fault = toDatabaseFault(error)
  if (fault?.kind === 'overlap') return 'overlap'
  if (fault?.kind === 'outdated') return 'account'
  if (fault?.kind !== 'duplicate') return undefined
  // Two that were to make the account's row: one of them counted without the other.
  if (fault.constraint === 'accounts_pkey') return 'account'
  return TWIN_KEYS.includes(fault.constraint) ? 'twin' : undefined
}

/** What is answered to whoever lost once too often. */
export function lostTo(rival: Rival): RefusalError {
  switch (rival) {
    case 'overlap':
      return RefusalError.of('slot-taken', 'the start was taken at the same time')
    case 'twin':
      return RefusalError.of('conflict', 'a request that this one waited for is still running')
    case 'revision':
    case 'account':
      return RefusalError.of('conflict', 'others changed this at the same time')
  }
}

/** What is answered to whoever waited too long for a lock: by a twin's key, or by a row that too many change; any other fault as it is. */
export function asWaitedFor(error: unknown): unknown {
  const fault = toDatabaseFault(error)
  if (fault?.kind !== 'busy') return error
  if (fault.isKey) return lostTo('twin')
  return RefusalError.of('unavailable', 'too many change this at the same time; try again')
}
