// The life of a booking: its statuses, which of them keep seats, and every step there is. UI and API ask this table.

export const STATUSES = [
  'held',
  'pending',
  'confirmed',
  'in-progress',
  'completed',
  'no-show',
  'cancelled',
  'declined',
  'expired',
] as const
export type Status = (typeof STATUSES)[number]

/** What may take a booking from one status to another: a function's name, or `clock`. */
export type Cause =
  | 'hold-slot'
  | 'create-booking'
  | 'cancel-booking'
  | 'decide-booking'
  | 'report-progress'
  | 'clock'

interface Step {
  readonly from: Status | 'none'
  readonly to: Status
  readonly by: Cause
}

/** Every lawful step; `none` is a booking that is not there yet. */
export const STEPS: readonly Step[] = [
  { from: 'none', to: 'held', by: 'hold-slot' },
  { from: 'none', to: 'pending', by: 'create-booking' },
  { from: 'none', to: 'confirmed', by: 'create-booking' },
  { from: 'held', to: 'pending', by: 'create-booking' },
  { from: 'held', to: 'confirmed', by: 'create-booking' },
  { from: 'held', to: 'expired', by: 'cancel-booking' },
  { from: 'held', to: 'expired', by: 'clock' },
  { from: 'pending', to: 'confirmed', by: 'decide-booking' },
  { from: 'pending', to: 'declined', by: 'decide-booking' },
  { from: 'pending', to: 'cancelled', by: 'cancel-booking' },
  { from: 'pending', to: 'expired', by: 'clock' },
  { from: 'confirmed', to: 'in-progress', by: 'report-progress' },
  { from: 'confirmed', to: 'in-progress', by: 'clock' },
  { from: 'confirmed', to: 'cancelled', by: 'cancel-booking' },
  { from: 'confirmed', to: 'no-show', by: 'report-progress' },
  { from: 'in-progress', to: 'completed', by: 'report-progress' },
  { from: 'in-progress', to: 'completed', by: 'clock' },
  { from: 'in-progress', to: 'no-show', by: 'report-progress' },
  { from: 'completed', to: 'no-show', by: 'report-progress' },
  { from: 'no-show', to: 'completed', by: 'report-progress' },
]

/** Where `by` leads a booking in `from`, or undefined where it may not go (`not-changeable`). */
export function nextStatus(from: Status | 'none', by: Cause): Status | undefined {
  return STEPS.find((step) => step.from === from && step.by === by)?.to
}

/** Whether `by` may take a booking from one status to another; where not, it is `not-changeable`. */
export function mayStep(from: Status | 'none', to: Status, by: Cause): boolean {
  return STEPS.some((step) => step.from === from && step.to === to && step.by === by)
}

/** The statuses whose seats are taken (a hold only until it expires). */
export const LIVE: readonly Status[] = [
  'held',
  'pending',
  'confirmed',
  'in-progress',
  'completed',
  'no-show',
]

/** Whether a booking in this status keeps its seats. */
export function isLive(status: Status): boolean {
  return LIVE.includes(status)
}

/** What a list of bookings shows unless it is asked for others. */
export const LISTED: readonly Status[] = STATUSES.filter(
  (status) => status !== 'held' && status !== 'expired',
)

/** Who did something to a calendar. */
export const ACTOR_KINDS = ['client', 'professional', 'admin', 'system'] as const
export type ActorKind = (typeof ACTOR_KINDS)[number]

/** What a professional may be shown to be doing. */
export const ACTIVITY_STATES = ['available', 'busy', 'away', 'in-session', 'off'] as const
export type ActivityState = (typeof ACTIVITY_STATES)[number]
