// Blocking somebody, and taking a block back.
import type { BlockKey } from '../../contract/block.ts'
import { BLOCKS } from '../../contract/limits.ts'
import type { Decision } from '../effects/decision.ts'
import { NOTHING } from '../effects/effects.ts'
import { tell } from '../effects/tell.ts'
import type { Block, KnownBlocks } from '../model/block.ts'
import type { Calendar } from '../model/calendar.ts'
import type { Circumstances } from '../model/circumstances.ts'
import { refuseGrowth } from './growth.ts'

export interface BlockRequest {
  readonly whom: BlockKey
  readonly blocked: boolean
  /** Unset: it stays; null: it goes. */
  readonly note?: string | null | undefined
}

const CHANGED = { type: 'professional.changed', subject: 'block', dates: [] } as const

function blockFor(
  { whom, note }: BlockRequest,
  { block, name }: KnownBlocks,
  { now }: Circumstances,
): Block {
  const { note: present, ...kept } = block ?? {
    ...whom,
    ...(name !== undefined && { name }),
    createdAt: now,
  }
  const said = note === undefined ? present : note
  return { ...kept, ...(typeof said === 'string' && { note: said }) }
}

/** Decides on a block. What is so already changes nothing. */
export function decideBlock(
  calendar: Calendar,
  request: BlockRequest,
  known: KnownBlocks,
  circumstances: Circumstances,
): Decision<undefined> {
  const { whom, blocked } = request
  const { block, count } = known
  const after = blocked ? blockFor(request, known, circumstances) : undefined
  if (after?.note === block?.note && (after === undefined) === (block === undefined))
    return { effects: NOTHING, answer: undefined }
  const grown =
    after &&
    !block &&
    refuseGrowth('blocked', { what: 'blocks', limit: BLOCKS, before: count, after: count + 1 })
  if (grown) return grown
  const blocks = [{ ...whom, block: after ?? null }]
  return { effects: tell(calendar, { blocks }, [CHANGED], circumstances.newId), answer: undefined }
}
