// What is saved of a decision on a calendar, whichever way it is saved.
import type { By } from '../../scheduling/model/calendar.ts'
import type { Effects } from '../../scheduling/effects/effects.ts'
import { type Instant, formatInstant } from '../../time/instant.ts'
import type { KeptAnswer } from './save-kept-answer.ts'
import type { AccountsOfSave, CountedFor, NewAccount } from './save-accounts.ts'

/** What is saved of a decision, and what it was decided on. */
export interface CalendarSave {
  readonly professionalId: string
  /** The revision of the calendar that was decided on; undefined where this save creates it. */
  readonly revision: number | undefined
  readonly ownerUid: string
  /** What all its changes are caused by: this one save. */
  readonly causeId: string
  readonly at: Instant
  readonly by: By
  readonly effects: Effects
  /** The next instant at which time alone changes what was decided on; unset where none was seen. */
  readonly due?: Instant
  readonly kept?: KeptAnswer
  /** The caller's account, where this is its first command. */
  readonly newAccount?: NewAccount
  /** The account to whose open holds or upcoming bookings this adds. */
  readonly countedFor?: CountedFor
}

/** Changes as the save takes them, in the order of their revisions: rows of JSON. */
export const toChangeRows = ({ effects }: CalendarSave): readonly object[] =>
  effects.changes.map(({ dates, before, ...draft }) => ({
    ...draft,
    dates: dates === 'all' ? undefined : dates,
    before: before && `[${formatInstant(before.start)},${formatInstant(before.end)})`,
  }))

/** The accounts of a save; whoever gets a calendar has one. */
export const accountsOf = (save: CalendarSave): AccountsOfSave => ({
  ...(save.newAccount && { newAccount: save.newAccount }),
  ...(save.countedFor && { countedFor: save.countedFor }),
  ...(save.revision === undefined && { newOwnerUid: save.ownerUid }),
})
