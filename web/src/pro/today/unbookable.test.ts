import { describe, expect, it } from 'vitest'
import { lackingIn } from './unbookable.ts'

const now = new Date('2026-11-24T12:00:00Z')
const window = (end: string) => ({ start: new Date('2026-11-24T08:00:00Z'), end: new Date(end) })
const OFFERED = [{ active: true }]

describe('before anybody can book', () => {
  it('there has to be a service that is offered', () => {
    const windows = [window('2026-11-25T12:00:00Z')]
    expect(lackingIn({ services: [], windows }, now)).toBe('service')
    expect(lackingIn({ services: [{ active: false }], windows }, now)).toBe('service')
  })

  it('there have to be hours ahead', () => {
    expect(lackingIn({ services: OFFERED, windows: [] }, now)).toBe('hours')
    const past = [window('2026-11-24T10:00:00Z')]
    expect(lackingIn({ services: OFFERED, windows: past }, now)).toBe('hours')
  })

  it('with both nothing is lacking', () => {
    const windows = [window('2026-11-24T13:00:00Z')]
    expect(lackingIn({ services: OFFERED, windows }, now)).toBeUndefined()
  })
})
