// The marks of an instance, for calendars and for accounts.
import type { ChangeMessage } from '../../../contract/messages/change.ts'
import {
  type UnpublishedAccount,
  markAccountsPublished,
} from '../../../database/save/account-outbox.ts'
import { markPublished } from '../../../database/save/outbox.ts'
import { toFault } from '../../world/log.ts'
import { perWorld } from '../../world/per-world.ts'
import { type MarkLater, markLater } from './marks.ts'

interface Marks {
  readonly changes: MarkLater<Pick<ChangeMessage, 'professionalId' | 'revision'>>
  readonly accounts: MarkLater<UnpublishedAccount>
}

/** The marks of this instance. */
export const marksOf = perWorld(({ database, log }): Marks => {
  const fail = (error: unknown) =>
    log({ severity: 'WARNING', ...toFault('marks are left to the relay', error) })
  return {
    changes: markLater((published) => markPublished(database, published), fail),
    accounts: markLater((published) => markAccountsPublished(database, published), fail),
  }
})
