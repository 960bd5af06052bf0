// Whom a block names: exactly one, in one spelling.
import { describe, expect, it } from 'vitest'
import { wrong } from '../../test/support/requests.ts'
import { SetBlock } from './block.ts'

describe('set-block', () => {
  it.each([
    [{ clientUid: 'Anna' }, { kind: 'client', key: 'Anna' }],
    [{ email: ' Anna@München.EXAMPLE' }, { kind: 'email', key: 'anna@xn--mnchen-3ya.example' }],
    [{ phone: '0049 (170) 555' }, { kind: 'phone', key: '+49170555' }],
  ])('of %j names %j', (named, whom) => {
    expect(SetBlock.parse({ ...named, blocked: true })).toEqual({ blocked: true, whom })
  })

  it.each([
    [{ blocked: true }, ['clientUid']],
    [{ clientUid: 'a', email: 'a@example.com', blocked: true }, ['email']],
    [{ email: 'a@example.com', phone: '5', blocked: false }, ['phone']],
    [{ phone: 'ask me', blocked: true }, ['phone']],
    [{ email: 'anna', blocked: true }, ['email']],
    [{ clientUid: 'a/b', blocked: true }, ['clientUid']],
    [{ clientUid: 'a' }, ['blocked']],
    [{ clientUid: 'a', blocked: 'yes' }, ['blocked']],
    [{ clientUid: 'a', blocked: true, note: 'x'.repeat(1001) }, ['note']],
    [{ clientUid: 'a', blocked: true, name: 'Anna' }, ['name']],
  ])('of %j finds %j wrong', (input, paths) => {
    expect(wrong(SetBlock, input)).toEqual(paths)
  })

  it('takes an empty note for none, and none for the one that there is', () => {
    expect(SetBlock.parse({ clientUid: 'a', blocked: true, note: ' ' }).note).toBeNull()
    expect(SetBlock.parse({ clientUid: 'a', blocked: true })).not.toHaveProperty('note')
  })
})
