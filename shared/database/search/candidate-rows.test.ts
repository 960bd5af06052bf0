// Nobody is left out between two pages: what lies beyond where everybody was looked at comes later.
import { describe, expect, it } from 'vitest'
import { type CandidateRow, placedOf, toCandidates } from './candidate-rows.ts'

const row = (kind: string, professionalId: string, soonest: number | null): CandidateRow => ({
  kind,
  professionalId,
  soonest,
})
const place = (professionalId: string, soonest: number) => ({
  professionalId,
  place: { professionalId, soonest },
})

describe('candidates of a walk', () => {
  it('end with the last that was asked for, where the walk went further', () => {
    const found = toCandidates(
      [row('placed', 'a', 1), row('placed', 'b', 2), row('walked', 'z', 9)],
      2,
    )
    expect(found).toEqual({
      candidates: [place('a', 1), place('b', 2)],
      end: { professionalId: 'b', soonest: 2 },
    })
  })

  it('end where the walk stopped, though somebody out of date has a place beyond it', () => {
    const rows = [row('placed', 'a', 1), row('placed', 'late', 8), row('walked', 'm', 5)]
    const found = toCandidates(rows, 2)
    expect(found.end).toEqual({ professionalId: 'm', soonest: 5 })
    expect(placedOf(found)).toEqual([place('a', 1)])
  })

  it('end at the earlier of two reasons to stop, whichever comes first among the rows', () => {
    const rows = [row('met', 'k', 7), row('walked', 'm', 5), row('placed', 'late', 6)]
    expect(toCandidates(rows, 10)).toEqual({
      candidates: [],
      end: { professionalId: 'm', soonest: 5 },
    })
  })

  it('have no end where everybody was looked at, and hold who has nothing free', () => {
    const found = toCandidates([row('placed', 'a', null), row('computed', 'c', null)], 10)
    expect(found).toEqual({
      candidates: [{ professionalId: 'c' }, place('a', Number.POSITIVE_INFINITY)],
    })
  })
})
