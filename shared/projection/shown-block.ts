// A block as its owner sees it.
import type { ShownBlock } from '../contract/block.ts'
import { withoutUnset } from '../contract/values/unset.ts'
import type { Block } from '../scheduling/model/block.ts'
import { formatInstant } from '../time/instant.ts'

const FIELDS = { client: 'clientUid', email: 'email', phone: 'phone' } as const

/** Whom it names by one field, and what is known of them. */
export function toShownBlock({ kind, key, name, note, createdAt }: Block): ShownBlock {
  return {
    [FIELDS[kind]]: key,
    ...withoutUnset({ name, note }),
    createdAt: formatInstant(createdAt),
  }
}
