// A booking's status as its professional reads it: a hold is somebody else's.
import type { Booking } from '../../../../client/index.ts'
import { Pill, statusWord } from '../../parts/StatusPill.tsx'
import type { Key } from '../../words/words.ts'
import { t } from '../../words/words.ts'

/** The shape and the word of a status. */
export function ownersWord(status: Booking['status']): {
  readonly shape: string
  readonly word: Key
} {
  const { shape, word } = statusWord(status)
  return { shape, word: status === 'held' ? 'day.appointment.held' : word }
}

export function OwnersPill({ status }: { readonly status: Booking['status'] }) {
  const { shape, word } = ownersWord(status)
  return <Pill look={status} shape={shape} text={t(word)} />
}
