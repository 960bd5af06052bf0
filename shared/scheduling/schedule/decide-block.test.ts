// Blocking somebody, again, otherwise, and no more; and who is somebody's block.
import { describe, expect, it } from 'vitest'
import {
  NOW,
  accepted,
  asOwner,
  buildCalendar,
  refusalOf,
} from '../../../test/support/build-calendar.ts'
import { type Block, isBlocked, isBookedBy } from '../model/block.ts'
import { toTaker } from '../model/taker.ts'
import { type BlockRequest, decideBlock } from './decide-block.ts'

const WHOM = { kind: 'email', key: 'anna@example.com' } as const
const BLOCK: Block = { ...WHOM, name: 'Anna', note: 'never came', createdAt: NOW - 1000 }

const decide = (
  request: Partial<BlockRequest>,
  known: { block?: Block; count?: number; name?: string } = {},
) =>
  decideBlock(
    buildCalendar(),
    { whom: WHOM, blocked: true, ...request },
    { count: known.block ? 1 : 0, ...known },
    asOwner(),
  )

const written = (...args: Parameters<typeof decide>) => accepted(decide(...args)).effects

describe('a block', () => {
  it('is one change, of no date', () => {
    const { changes, blocks } = written({ note: 'rude' }, { name: 'Anna' })
    expect(changes).toEqual([
      { changeId: 'new-1', type: 'professional.changed', subject: 'block', dates: [] },
    ])
    expect(blocks).toEqual([
      { ...WHOM, block: { ...WHOM, name: 'Anna', note: 'rude', createdAt: NOW } },
    ])
  })

  it('that stands keeps its day and its note, and changes nothing', () => {
    expect(written({}, { block: BLOCK })).toEqual({ changes: [] })
    expect(written({ note: 'never came' }, { block: BLOCK })).toEqual({ changes: [] })
  })

  it('that stands takes another note, or none', () => {
    const other = { ...WHOM, block: { ...BLOCK, note: 'rude' } }
    expect(written({ note: 'rude' }, { block: BLOCK }).blocks).toEqual([other])
    const { note: _, ...without } = BLOCK
    expect(written({ note: null }, { block: BLOCK }).blocks).toEqual([{ ...WHOM, block: without }])
    expect(written({ note: null }, { block: without })).toEqual({ changes: [] })
  })

  it('is taken back; one that is not there changes nothing', () => {
    const lifted = written({ blocked: false }, { block: BLOCK })
    expect(lifted.blocks).toEqual([{ ...WHOM, block: null }])
    expect(lifted.changes).toHaveLength(1)
    const { note: _, ...without } = BLOCK
    expect(written({ blocked: false }, { block: without }).blocks).toEqual([
      { ...WHOM, block: null },
    ])
    expect(written({ blocked: false, note: 'x' })).toEqual({ changes: [] })
  })

  it('is one of a thousand', () => {
    expect(refusalOf(decide({}, { count: 999 }))).toBeUndefined()
    expect(refusalOf(decide({}, { count: 1000 }))?.reason).toBe('invalid-request')
    expect(refusalOf(decide({ note: 'x' }, { count: 1000, block: BLOCK }))).toBeUndefined()
    expect(refusalOf(decide({ blocked: false }, { count: 1000, block: BLOCK }))).toBeUndefined()
  })
})

describe('somebody', () => {
  const token = { uid: 'anna', isEmailVerified: false, email: 'Anna@Example.com', phone: '+49170' }
  const phone = { kind: 'phone', key: '+49170' } as const

  it.each([
    ['their account', { kind: 'client', key: 'anna' } as const, token, undefined, {}],
    ['an address of their token, verified or not', WHOM, token, undefined, {}],
    ['a number of their token', phone, token, undefined, {}],
    ['what they send', WHOM, { uid: 'x', isEmailVerified: false }, { email: WHOM.key }, {}],
    [
      'what is stored',
      phone,
      { uid: 'x', isEmailVerified: false },
      undefined,
      { phone: '0049 170', email: null },
    ],
  ])('is blocked by %s', (_what, block, told, sent, stored) => {
    expect(isBlocked([block], toTaker(told, sent), stored)).toBe(true)
  })

  it('is not for others’ blocks, nor for an address that is like a uid', () => {
    const blocks = [
      { kind: 'client', key: WHOM.key },
      { kind: 'email', key: 'anna@elsewhere.example' },
      { kind: 'phone', key: '49170' },
    ] as const
    expect(isBlocked(blocks, toTaker(token), {})).toBe(false)
    expect(isBlocked([], toTaker(token), {})).toBe(false)
  })

  it('has booked what their professional sees under it', () => {
    const client = { uid: 'anna', name: 'Anna', email: 'ANNA@example.com' }
    expect(isBookedBy({ kind: 'client', key: 'anna' }, client)).toBe(true)
    expect(isBookedBy(WHOM, client)).toBe(true)
    expect(isBookedBy({ kind: 'phone', key: 'anna' }, client)).toBe(false)
    expect(isBookedBy({ kind: 'client', key: 'anna' }, { name: 'anna' })).toBe(false)
  })
})
