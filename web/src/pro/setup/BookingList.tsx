// Bookings in a few lines each: who, what, when.
import type { Booking } from '../../../../client/index.ts'
import { serverNow } from '../../app/backend.ts'
import { tn } from '../../words/words.ts'
import { soonIn } from '../../words/when.ts'

// So many that what can be done about them stays in view on a phone.
const SHOWN = 5

/** The first of them, and how many more there are. */
export function BookingList({
  bookings,
  count = bookings.length,
}: {
  readonly bookings: readonly Booking[]
  readonly count?: number
}) {
  const now = new Date(serverNow())
  const shown = bookings.slice(0, SHOWN)
  return (
    <div className="stack-tight">
      <ul className="setup-list">
        {shown.map(({ bookingId, client, serviceName, start, timeZone }) => (
          <li key={bookingId}>
            <span>
              <strong className="numbers">{soonIn(timeZone, new Date(start), now)}</strong>
              <span className="muted small">
                {client.name} · {serviceName}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {count > shown.length && <p className="muted">{tn('setup.more', count - shown.length)}</p>}
    </div>
  )
}
