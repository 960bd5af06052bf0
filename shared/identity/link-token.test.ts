// Links that open without signing in: for one purpose, until they expire, by whatever key of ours signed them.
import { describe, expect, it } from 'vitest'
import { makeLinkToken, readLinkToken } from './link-token.ts'

const OLD = 'a'.repeat(43)
const NEW = 'b'.repeat(43)
const NOW = Date.UTC(2026, 10, 24)
const token = makeLinkToken([OLD], 'guest-booking', 'b1', NOW + 1000)

describe('a link token', () => {
  it('names its subject until it expires', () => {
    expect(readLinkToken([OLD], 'guest-booking', token, NOW + 999)).toBe('b1')
    expect(readLinkToken([OLD], 'guest-booking', token, NOW + 1000)).toBeUndefined()
  })

  it('goes on to be read after a new key was put before the one that signed it', () => {
    expect(readLinkToken([NEW, OLD], 'guest-booking', token, NOW)).toBe('b1')
    expect(readLinkToken([NEW], 'guest-booking', token, NOW)).toBeUndefined()
  })

  it('is for its purpose alone', () => {
    expect(readLinkToken([OLD], 'unsubscribe-guest', token, NOW)).toBeUndefined()
  })

  it('is none with any character changed, added or left out', () => {
    const altered = Array.from({ length: token.length }, (_, at) => [
      token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1),
      token.slice(0, at) + token.slice(at + 1),
      `${token.slice(0, at)}=${token.slice(at)}`,
    ]).flat()
    const read = altered.filter(
      (one) => readLinkToken([OLD], 'guest-booking', one, NOW) !== undefined,
    )
    expect(read).toEqual([])
  })

  it.each(['', '.', 'x', 'x.y', `${token}.`, 'ü.ü', 'x'.repeat(10_000)])('%j is none', (text) => {
    expect(readLinkToken([OLD], 'guest-booking', text, NOW)).toBeUndefined()
  })

  it('is never signed without a key', () => {
    expect(() => makeLinkToken([], 'guest-booking', 'b1', NOW)).toThrow('LINK_KEYS')
  })
})
