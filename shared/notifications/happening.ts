// What happened, as people are told of it: a change of the calendar, seen with what it did to the booking.
import type { ChangeType } from '../contract/messages/change.ts'
import type { ChangeSubject } from '../scheduling/effects/effects.ts'
import type { ActorKind, Status } from '../contract/status.ts'

/** Everything that somebody may hear of; the order is that in which one message names several. */
export const HAPPENINGS = [
  'cancelled',
  'declined',
  'request-expired',
  'move-requested',
  'moved',
  'confirmed',
  'requested',
  'delayed',
  'on-time',
  'no-show',
  'no-show-taken-back',
  'reminder',
  'hours-changed',
  'external-busy-changed',
  'service-changed',
  'professional-changed',
  'block-changed',
  'activity-changed',
  'held',
  'released',
  'started',
  'completed',
  'erased',
] as const
export type Happening = (typeof HAPPENINGS)[number]

/** What a change tells beside its type. */
export interface ChangeSeen {
  readonly type: ChangeType
  readonly by: ActorKind
  /** What of a schedule or a professional it was about, where the type alone does not say. */
  readonly subject?: ChangeSubject
  /** The status of its booking after it. */
  readonly status?: Status
  /** Whether the booking was a request before it, not a hold. */
  readonly wasRequested?: boolean
  /** Whether the booking was said to be a no-show before it. */
  readonly wasNoShow?: boolean
  /** Whether the booking is expected as agreed again. */
  readonly isOnTime?: boolean
}

/** What a change is for those who hear of it. */
export function toHappening(seen: ChangeSeen): Happening {
  switch (seen.type) {
    case 'booking.held':
      return 'held'
    case 'booking.requested':
      return 'requested'
    case 'booking.confirmed':
      return 'confirmed'
    case 'booking.declined':
      return 'declined'
    case 'booking.cancelled':
      return 'cancelled'
    case 'booking.rescheduled':
      // Whoever decides on requests moves one without asking anybody: it has a new time, and waits still.
      return seen.status === 'pending' && seen.by === 'client' ? 'move-requested' : 'moved'
    case 'booking.expired':
      return seen.wasRequested ? 'request-expired' : 'released'
    case 'booking.started':
      return 'started'
    case 'booking.delayed':
      return seen.isOnTime ? 'on-time' : 'delayed'
    case 'booking.completed':
      return seen.wasNoShow ? 'no-show-taken-back' : 'completed'
    case 'booking.no-show':
      return 'no-show'
    case 'booking.reminder-due':
      return 'reminder'
    case 'schedule.changed':
      return seen.subject === 'external-busy' ? 'external-busy-changed' : 'hours-changed'
    case 'service.changed':
      return 'service-changed'
    case 'professional.changed':
      return seen.subject === 'block' ? 'block-changed' : 'professional-changed'
    case 'activity.changed':
      return 'activity-changed'
    case 'booking.erased':
      return 'erased'
  }
}
