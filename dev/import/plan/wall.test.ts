// Times of a source on the clocks of a zone, through its changes.
import { describe, expect, it } from 'vitest'
import { formatInstant } from '../../../shared/time/instant.ts'
import { findZone } from '../../../shared/time/zone.ts'
import type { Finding } from './finding.ts'
import { takeTime } from './wall.ts'

const berlin = findZone('Europe/Berlin')

function taken(text: string) {
  const findings: Finding[] = []
  if (!berlin) throw new Error('no Berlin')
  const instant = takeTime({ at: { file: 'a.csv' }, findings }, 'start', text, berlin)
  return {
    start: instant === undefined ? undefined : formatInstant(instant),
    said: findings.map(({ outcome, reason, done }) => `${outcome}: ${reason}; ${done}`),
  }
}

describe('a time', () => {
  it.each([
    ['2031-02-10 09:00', '2031-02-10T08:00:00Z'],
    ['2031-07-10T09:00', '2031-07-10T07:00:00Z'],
    ['2031-02-10 09:00:00', '2031-02-10T08:00:00Z'],
    ['2031-02-10T09:00:00+05:30', '2031-02-10T03:30:00Z'],
  ])('%s is taken as it stands', (text, start) => {
    expect(taken(text)).toEqual({ start, said: [] })
  })

  it('that clocks skip moves forward with them, and is told', () => {
    expect(taken('2031-03-30 02:30')).toEqual({
      start: '2031-03-30T01:30:00Z',
      said: ['changed: is skipped by the clocks of Europe/Berlin; taken as 2031-03-30 03:30'],
    })
  })

  it('that comes twice is the first of the two, and is told', () => {
    expect(taken('2031-10-26 02:30')).toEqual({
      start: '2031-10-26T00:30:00Z',
      said: ['changed: comes twice on the clocks of Europe/Berlin; the first of the two taken'],
    })
  })

  it.each([
    ['46000.375', /^left out: is a spreadsheet's number of days \(2025-12-09\)/],
    ['10/02/2031 09:00', /^left out: may be read in two ways/],
    ['10.2.31 9:00', /^left out: may be read in two ways/],
    ['2031-02-30 09:00', /^left out: is not a date that exists/],
    ['2031-02-10', /^left out: is not a date that exists, YYYY-MM-DD HH:MM/],
    ['tomorrow', /^left out: is not a date that exists/],
  ])('%s is left out with what would help', (text, said) => {
    const { start, said: found } = taken(text)
    expect(start).toBeUndefined()
    expect(found).toEqual([expect.stringMatching(said)])
  })
})
