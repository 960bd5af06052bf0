// What went wrong, as the pages tell it: never a code, always what to do.
import { Offline, Refusal, Unavailable } from '../../../client/index.ts'
import { fieldWords } from '../words/field-words.ts'
import { type Key, t } from '../words/words.ts'

export interface Failure {
  readonly kind: 'offline' | 'refused' | 'denied' | 'failed'
  readonly sentence: string
  readonly requestId?: string
}

const SENTENCES: Partial<Record<string, Key>> = {
  'slot-taken': 'refused.slotTaken',
  'not-enough-seats': 'refused.notEnoughSeats',
  'too-soon': 'refused.tooSoon',
  'too-far-ahead': 'refused.tooFarAhead',
  'outside-hours': 'refused.outsideHours',
  'on-time-off': 'refused.onTimeOff',
  'professional-away': 'refused.professionalAway',
  'off-grid': 'refused.offGrid',
  'limit-reached': 'refused.limitReached',
  'client-limit-reached': 'refused.clientLimitReached',
  'service-inactive': 'refused.serviceInactive',
  'hold-expired': 'refused.holdExpired',
  'already-cancelled': 'refused.alreadyCancelled',
  'too-late-to-cancel': 'refused.tooLateToCancel',
  'too-late-to-reschedule': 'refused.tooLateToReschedule',
  'not-changeable': 'refused.notChangeable',
  'version-mismatch': 'refused.versionMismatch',
  conflict: 'refused.conflict',
  'rate-limited': 'refused.rateLimited',
  unverified: 'refused.unverified',
  unauthenticated: 'refused.unauthenticated',
  'not-found': 'refused.notFound',
  forbidden: 'refused.forbidden',
}

/** What to say of something that was thrown. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Offline) return { kind: 'offline', sentence: t('failure.offline') }
  if (error instanceof Refusal) {
    const key = SENTENCES[error.reason]
    const isDenied = ['forbidden', 'not-found', 'unauthenticated'].includes(error.reason)
    const known = error.errors.map(({ message }) => fieldWords(message))
    const about = known.filter((words) => words !== t('field.unknown')).join(' ')
    return {
      kind: isDenied ? 'denied' : 'refused',
      sentence: key
        ? t(key)
        : about === ''
          ? t('failure.notAccepted')
          : t('failure.refused', { detail: about }),
      ...(error.requestId !== undefined && { requestId: error.requestId }),
    }
  }
  if (error instanceof Unavailable)
    return {
      kind: 'failed',
      sentence: t('failure.unavailable'),
      ...(error.requestId !== undefined && { requestId: error.requestId }),
    }
  return { kind: 'failed', sentence: t('failure.unknown') }
}
