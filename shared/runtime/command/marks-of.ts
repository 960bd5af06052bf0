// The marks of an instance, for calendars and for accounts.
import type { ChangeMessage } from '../../contract/messages/change.ts'
import {
  type UnpublishedAccount,
  markAccountsPublished,
} from '../../database/save/account-outbox.ts'
import { markPublished } from '../../database/save/outbox.ts'
import { toFault } from '../world/log.ts'
import type { World } from '../world/world.ts'
import { type MarkLater, markLater } from './marks.ts'

interface Marks {
  readonly changes: MarkLater<Pick<ChangeMessage, 'professionalId' | 'revision'>>
  readonly accounts: MarkLater<UnpublishedAccount>
}

const marks = new WeakMap<World, Marks>()

function openMarks({ database, log }: World): Marks {
  const fail = (error: unknown) =>
    log({ severity: 'WARNING', ...toFault('marks are left to the relay', error) })
  return {
    changes: markLater((published) => markPublished(database, published), fail),
    accounts: markLater((published) => markAccountsPublished(database, published), fail),
  }
}

/** The marks of this instance. */
export function marksOf(world: World): Marks {
  const known = marks.get(world) ?? openMarks(world)
  marks.set(world, known)
  return known
}
