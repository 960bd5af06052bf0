// Interval algebra, by example and against a naive row of units.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  coversSpan,
  cutSpans,
  intersectSpans,
  mergeSpans,
  overlapsSpan,
  subtractSpans,
} from './spans.ts'

describe('merging', () => {
  it('joins what overlaps and what touches, in any order', () => {
    expect(mergeSpans([30, 40, 0, 10, 10, 20, 15, 25])).toEqual([0, 25, 30, 40])
  })

  it('keeps one inside another as the outer one', () => {
    expect(mergeSpans([0, 100, 10, 20, 30, 40])).toEqual([0, 100])
    expect(mergeSpans([10, 20, 0, 100, 30, 40])).toEqual([0, 100])
  })

  it('drops empty and reversed pairs, and gaps they stand in stay', () => {
    expect(mergeSpans([0, 10, 12, 12, 20, 15, 30, 40])).toEqual([0, 10, 30, 40])
    expect(mergeSpans([30, 40, 12, 12, 20, 15, 0, 10])).toEqual([0, 10, 30, 40])
  })

  it('of nothing is nothing', () => {
    expect(mergeSpans([])).toEqual([])
    expect(mergeSpans([5, 5])).toEqual([])
  })

  it('takes spans without an end', () => {
    expect(mergeSpans([5, Infinity, -Infinity, 3])).toEqual([-Infinity, 3, 5, Infinity])
  })

  it('leaves its input alone', () => {
    const pairs = Object.freeze([30, 40, 0, 10])
    mergeSpans(pairs)
    expect(pairs).toEqual([30, 40, 0, 10])
  })
})

describe('subtracting', () => {
  it('cuts holes and edges', () => {
    expect(subtractSpans([0, 100], [10, 20, 90, 110])).toEqual([0, 10, 20, 90])
  })

  it('takes one long piece from several spans', () => {
    expect(subtractSpans([0, 10, 20, 30, 40, 50], [5, 45])).toEqual([0, 5, 45, 50])
  })

  it('does not mind what only touches', () => {
    expect(subtractSpans([10, 20], [0, 10, 20, 30])).toEqual([10, 20])
  })
})

describe('cutting', () => {
  it('keeps what lies within', () => {
    expect(cutSpans([0, 10, 20, 30, 40, 50], 5, 45)).toEqual([5, 10, 20, 30, 40, 45])
  })

  it('to an empty range is nothing', () => {
    expect(cutSpans([0, 10], 5, 5)).toEqual([])
    expect(cutSpans([0, 10], 8, 2)).toEqual([])
  })
})

describe('a candidate', () => {
  it('fits when one span has all of it, its edges too', () => {
    expect(coversSpan([0, 10, 20, 30], 20, 30)).toBe(true)
    expect(coversSpan([0, 10, 20, 30], 5, 25)).toBe(false)
    expect(coversSpan([0, 10, 20, 30], 29, 31)).toBe(false)
  })

  it('overlaps when it shares an instant, not when it touches', () => {
    expect(overlapsSpan([0, 10, 20, 30], 10, 20)).toBe(false)
    expect(overlapsSpan([0, 10, 20, 30], 10, 21)).toBe(true)
    expect(overlapsSpan([0, 10, 20, 30], -5, 50)).toBe(true)
  })

  it('of no length neither fits nor overlaps', () => {
    expect(coversSpan([0, 10], 5, 5)).toBe(false)
    expect(overlapsSpan([0, 10], 5, 5)).toBe(false)
  })
})

describe('against a row of units', () => {
  const UNITS = 40
  const unit = fc.integer({ min: 0, max: UNITS })
  const anyPairs = fc.array(unit, { maxLength: 24 }).map((list) => list.slice(0, list.length & ~1))

  const row = (pairs: readonly number[]): boolean[] =>
    Array.from({ length: UNITS }, (_, u) =>
      pairs.some((start, i) => i % 2 === 0 && start <= u && u < (pairs[i + 1] ?? 0)),
    )

  const spansOf = (units: readonly boolean[]): number[] =>
    [...units, false].flatMap((isIn, u) => (isIn === (units[u - 1] ?? false) ? [] : [u]))

  const runs = { numRuns: 3000 }

  it('merges', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        expect(mergeSpans(pairs)).toEqual(spansOf(row(pairs)))
      }),
      runs,
    )
  })

  it('subtracts, intersects and cuts', () => {
    fc.assert(
      fc.property(anyPairs, anyPairs, unit, unit, (a, b, from, to) => {
        const [inA, inB] = [row(a), row(b)]
        const [spansA, spansB] = [mergeSpans(a), mergeSpans(b)]
        expect(subtractSpans(spansA, spansB)).toEqual(spansOf(inA.map((x, u) => x && !inB[u])))
        expect(intersectSpans(spansA, spansB)).toEqual(
          spansOf(inA.map((x, u) => x && inB[u] === true)),
        )
        expect(cutSpans(spansA, from, to)).toEqual(
          spansOf(inA.map((x, u) => x && from <= u && u < to)),
        )
      }),
      runs,
    )
  })

  it('covers and overlaps', () => {
    fc.assert(
      fc.property(anyPairs, unit, unit, (a, start, end) => {
        const units = row(a).slice(start, Math.max(start, end))
        const spans = mergeSpans(a)
        expect(coversSpan(spans, start, end)).toBe(units.length > 0 && units.every(Boolean))
        expect(overlapsSpan(spans, start, end)).toBe(units.some(Boolean))
      }),
      runs,
    )
  })
})
