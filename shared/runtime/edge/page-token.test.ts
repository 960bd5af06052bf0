// A page token is believed as we made it, for an hour, where it was made for; nothing else is.
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { Unavailable } from '../../contract/faults/unavailable.ts'
import { HOUR } from '../../time/instant.ts'
import { type Paged, pagesOf } from './page-token.ts'
import { RefusalError } from './problem.ts'

const Position = z.object({ revision: z.int() })
const POSITION = { revision: 7 }
const KEY = 'the first key, which is long enough'
const OTHER = 'another key, which is long enough too'

const first: Paged = {
  name: 'list-changes',
  parameters: { afterRevision: 0, pageSize: 2 },
  keys: [KEY],
  now: Date.UTC(2027, 0, 4),
}
const token = pagesOf(first).next(POSITION)

const after = (pageToken: string, changed: Partial<Paged> = {}) => {
  const paged = { ...first, ...changed }
  return pagesOf({ ...paged, parameters: { ...paged.parameters, pageToken } }).after(Position)
}

describe('a page token', () => {
  it('tells where the page before ended, whatever the size of the next', () => {
    expect(after(token)).toEqual(POSITION)
    expect(after(token, { parameters: { pageSize: 50, afterRevision: 0 } })).toEqual(POSITION)
    expect(pagesOf(first).after(Position)).toBeUndefined()
  })

  it('is good for an hour', () => {
    expect(after(token, { now: first.now + HOUR - 1 })).toEqual(POSITION)
    expect(() => after(token, { now: first.now + HOUR })).toThrow(RefusalError)
  })

  it.each<[string, Partial<Paged>]>([
    ['other parameters', { parameters: { afterRevision: 1 } }],
    ['more parameters', { parameters: { afterRevision: 0, professionalId: 'x' } }],
    ['another function', { name: 'list-bookings' }],
    ['another stack', { keys: [OTHER] }],
  ])('is not one of %s', (_, changed) => {
    expect(() => after(token, changed)).toThrow(RefusalError)
  })

  it('is not believed with any character changed, left out or added', () => {
    const bits = (text: string) => Buffer.from(text.replace('.', ''), 'base64url').toString('hex')
    for (let at = 0; at < token.length; at++) {
      const [before, behind] = [token.slice(0, at), token.slice(at + 1)]
      const forged = [`${before}${behind}`, `${before}x${behind}`, `${before}.${behind}`]
      // The last character of base64 may stand for bits that are not there.
      for (const one of forged.filter((text) => bits(text) !== bits(token) || !text.includes('.')))
        expect(() => after(one), one).toThrow(RefusalError)
    }
    for (const none of ['', '.', '..', `${token}.`, `.${token}`, `${token}.x`, token.split('.')[0]])
      expect(() => after(none ?? ''), none).toThrow(RefusalError)
  })

  it('of a position that this function does not know is not believed', () => {
    const strange = pagesOf(first).next({ start: 1 })
    expect(() => after(strange)).toThrow(RefusalError)
  })

  it('outlives a change of keys as long as its own is among them', () => {
    expect(after(token, { keys: [OTHER, KEY] })).toEqual(POSITION)
    const changed = pagesOf({ ...first, keys: [OTHER, KEY] }).next(POSITION)
    expect(after(changed, { keys: [OTHER] })).toEqual(POSITION)
    expect(() => after(changed, { keys: [KEY] })).toThrow(RefusalError)
  })

  it('cannot be made or read without a key', () => {
    expect(() => pagesOf({ ...first, keys: [] }).next(POSITION)).toThrow(Unavailable)
    expect(() => after(token, { keys: [] })).toThrow(Unavailable)
    expect(pagesOf({ ...first, keys: [] }).after(Position)).toBeUndefined()
  })
})
