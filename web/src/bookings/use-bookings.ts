// The viewer's bookings from half a day ago on, live.
import { useState } from 'react'
import { serverNow } from '../app/backend.ts'
import { type Seen, useLive } from '../app/live.ts'
import { useAccount } from '../app/session.ts'
import { ofDocument, type ShownBooking } from './shown.ts'

const HOUR = 3_600_000
const BEFORE = 12 * HOUR
const MOST = 300

/** Follows them, by their start. */
export function useBookings(): Seen<readonly ShownBooking[]> {
  const uid = useAccount()?.uid
  // By whole hours, so that pages that are opened one after the other listen to the same.
  const [from] = useState(() => new Date(Math.floor(serverNow() / HOUR) * HOUR - BEFORE))
  const seen = useLive(
    'watchMyBookings',
    uid === undefined ? undefined : { uid, from, limit: MOST },
  )
  return { ...seen, data: seen.data?.map(ofDocument) }
}
