// The end of an import: what the system has is read back and held against what was planned.
import type { Calls } from '../../../client/types.ts'
import { type Instant, formatInstant } from '../../../shared/time/instant.ts'
import { finding } from '../plan/finding.ts'
import type { PlannedProfessional } from '../plan/plan.ts'
import { listBookings } from './observe.ts'
import { type Run, keyOf } from './run.ts'

const LIVE: readonly string[] = ['pending', 'confirmed', 'in-progress', 'completed', 'no-show']

/** Compares the bookings of one professional; what is otherwise here by now is told, and left so. */
export async function compare(
  run: Run,
  calls: Calls,
  planned: PlannedProfessional,
  professionalId: string,
  now: Instant,
): Promise<void> {
  const noted = planned.bookings.flatMap((booking) => {
    if (booking.isCancelled) return []
    const name = keyOf({ professional: planned.key, kind: 'booking', key: booking.key })
    const id = run.journal.find(name)?.id
    return id === undefined ? [] : [{ booking, id }]
  })
  if (noted.length === 0) return
  const found = await listBookings(calls, run.patience, professionalId, now)
  const byId = new Map(found.map((booking) => [booking.bookingId, booking]))
  for (const { booking, id } of noted) {
    const there = byId.get(id)
    const start = formatInstant(booking.start)
    const tell = (value: string, reason: string) =>
      run.findings.push(
        finding('not needed', booking.at, 'booking', value, reason, 'left as it is here'),
      )
    if (!there) tell(start, `is not among the bookings to come here any more (${id})`)
    else if (!LIVE.includes(there.status))
      tell(there.status, `is ${there.status} here by now (${id})`)
    else if (there.start !== start) tell(start, `was moved here, to ${there.start} (${id})`)
    else run.onConfirmed()
  }
}
