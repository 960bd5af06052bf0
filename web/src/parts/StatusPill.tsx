// What a professional is doing, and what a booking is: a colour, a shape and a word each, never the colour alone.
import type { Activity, Booking } from '../../../client/index.ts'
import { type Key, t } from '../words/words.ts'
import { timeIn } from '../words/when.ts'

/** As text: without the selector phones draw it as a picture. */
const RUNNING = '▶\uFE0E'

const ACTIVITY: Record<
  Activity['state'],
  { readonly shape: string; readonly word: Key; readonly until?: Key }
> = {
  available: { shape: '●', word: 'activity.available' },
  'in-session': { shape: RUNNING, word: 'activity.inSession', until: 'activity.inSessionUntil' },
  busy: { shape: '◐', word: 'activity.busy', until: 'activity.busyUntil' },
  away: { shape: '○', word: 'activity.away', until: 'activity.awayUntil' },
  off: { shape: '○', word: 'activity.off' },
}

/** A professional's shown activity, with its end where there is one. */
export function ActivityPill({
  activity,
  zone,
}: {
  readonly activity: { readonly state: Activity['state']; readonly until?: Date }
  readonly zone: string
}) {
  const { shape, word, until } = ACTIVITY[activity.state]
  const text = until && activity.until ? t(until, { time: timeIn(zone, activity.until) }) : t(word)
  return <Pill look={activity.state} shape={shape} text={text} />
}

const STATUS: Record<Booking['status'], { readonly shape: string; readonly word: Key }> = {
  held: { shape: '◌', word: 'status.held' },
  pending: { shape: '◌', word: 'status.pending' },
  confirmed: { shape: '✓', word: 'status.confirmed' },
  'in-progress': { shape: RUNNING, word: 'status.inProgress' },
  completed: { shape: '■', word: 'status.completed' },
  cancelled: { shape: '✕', word: 'status.cancelled' },
  declined: { shape: '✕', word: 'status.declined' },
  expired: { shape: '○', word: 'status.expired' },
  'no-show': { shape: '✕', word: 'status.noShow' },
}

/** The shape and the word of a booking's status. */
export function statusWord(status: Booking['status']): {
  readonly shape: string
  readonly word: Key
} {
  return STATUS[status]
}

/** A booking's status. */
export function BookingPill({ status }: { readonly status: Booking['status'] }) {
  const { shape, word } = STATUS[status]
  return <Pill look={status} shape={shape} text={t(word)} />
}

/** A pill of one's own words in one of the looks. */
export function Pill({
  look,
  shape,
  text,
}: {
  readonly look: string
  readonly shape: string
  readonly text: string
}) {
  return (
    <span className={`pill pill-${look}`}>
      <span aria-hidden="true">{shape}</span>
      <span>{text}</span>
    </span>
  )
}
