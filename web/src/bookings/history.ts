// What happened to a booking, in words: who did what, for the person whose booking it is.
import type { ActorKind, ChangeType } from '../../../client/index.ts'
import type { Key } from '../words/words.ts'

export interface Entry {
  readonly at: string
  readonly type: ChangeType
  readonly by: ActorKind
}

type Who = 'you' | 'they' | 'it'

const WORDS: Partial<Record<ChangeType, Partial<Record<Who, Key>> & { readonly it: Key }>> = {
  'booking.held': { it: 'history.held' },
  'booking.requested': {
    you: 'history.requestedYou',
    they: 'history.requestedThey',
    it: 'history.requested',
  },
  'booking.confirmed': {
    you: 'history.confirmedYou',
    they: 'history.confirmedThey',
    it: 'history.confirmed',
  },
  'booking.declined': { they: 'history.declinedThey', it: 'history.declined' },
  'booking.cancelled': {
    you: 'history.cancelledYou',
    they: 'history.cancelledThey',
    it: 'history.cancelled',
  },
  'booking.rescheduled': {
    you: 'history.movedYou',
    they: 'history.movedThey',
    it: 'history.moved',
  },
  'booking.expired': { it: 'history.expired' },
  'booking.started': { it: 'history.started' },
  'booking.delayed': { it: 'history.delayed' },
  'booking.completed': { it: 'history.completed' },
  'booking.no-show': { it: 'history.noShow' },
}

const WHO: Record<ActorKind, Who> = {
  client: 'you',
  professional: 'they',
  admin: 'it',
  system: 'it',
}

/** The steps that a client is told of, the newest last: a hold is not one where something came of it. */
export function stepsOf(
  history: readonly Entry[],
): readonly { readonly at: Date; readonly words: Key }[] {
  const hasMore = history.some(({ type }) => type !== 'booking.held')
  return history
    .filter(({ type }) => type !== 'booking.held' || !hasMore)
    .flatMap(({ at, type, by }) => {
      const words = WORDS[type]
      return words ? [{ at: new Date(at), words: words[WHO[by]] ?? words.it }] : []
    })
}
