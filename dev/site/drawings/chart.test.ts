// Charts: where lines lie, what stands at the axes, and that names never cover one another.
import { describe, expect, it } from 'vitest'
import { drawChart, type Panel } from './chart.ts'
import { drawSustained } from './sustained.ts'

const ALONG = [0, 5, 10].map((at) => ({ at, label: `${at}` }))
const draw = (...panels: readonly Panel[]) =>
  drawChart({ title: 'A "growth"', axis: 'minutes', along: ALONG, panels })
const one = (...values: readonly number[]) => ({ name: 'one', tone: 'good' as const, values })

const paths = (svg: string): readonly string[] =>
  [...svg.matchAll(/<path d="(M[^"]*)"/g)].map(([, path]) => path ?? '')
const heights = (path = ''): readonly number[] =>
  path.split(/[ML]/).flatMap((point) => (point ? [Number(point.split(' ')[1])] : []))

describe('a chart', () => {
  it('begins at zero, and has the highest value below its top', () => {
    const [bottom, middle, top] = heights(paths(draw({ title: 'p', lines: [one(0, 50, 100)] }))[0])
    expect(bottom).toBeGreaterThan(middle ?? 0)
    expect((bottom ?? 0) - (middle ?? 0)).toBeCloseTo((middle ?? 0) - (top ?? 0))
  })

  it('has equal steps for equal factors where its scale is logarithmic', () => {
    const svg = draw({ title: 'p', scale: 'log', lines: [one(1, 10, 100)] })
    const [low = 0, middle = 0, high = 0] = heights(paths(svg)[0])
    expect(low - middle).toBeCloseTo(middle - high)
    expect(svg).toContain('>100<')
  })

  it('leaves out what was not measured', () => {
    const [path] = paths(draw({ title: 'p', lines: [one(1, Number.NaN, 3)] }))
    expect(heights(path)).toHaveLength(2)
  })

  it('leaves out zero where its scale is logarithmic, on which it lies nowhere', () => {
    const svg = draw({ title: 'p', scale: 'log', lines: [one(1, 100, 0)] })
    expect(heights(paths(svg)[0])).toHaveLength(2)
    expect(svg).not.toMatch(/NaN|Infinity/)
  })

  it('keeps the names of lines apart that end at the same value', () => {
    const lines = ['one', 'two', 'three'].map((name) => ({ ...one(1, 1, 1), name }))
    const svg = draw({ title: 'p', lines })
    const at = [...svg.matchAll(/y="([\d.]+)" font-size="13">(?:one|two|three)</g)].map(([, y]) =>
      Number(y),
    )
    expect(at).toHaveLength(3)
    const [a = 0, b = 0, c = 0] = at.toSorted((x, y) => x - y)
    expect(Math.min(b - a, c - b)).toBeGreaterThan(13)
  })

  it('says what it shows to who cannot see it', () => {
    expect(draw({ title: 'p', lines: [one(1, 2, 3)] })).toContain(
      'aria-label="A &quot;growth&quot;"',
    )
  })
})

describe('the picture of a million requests', () => {
  it('has a line for the rate, three for the percentiles, and one of memory for each function', () => {
    const sample = (seconds: number) => ({ seconds, perSecond: 900, p50: 1, p95: 9, p99: 30, 'memory search-availability': 200, 'memory create-booking': 250, 'p95 create-booking': null }) // prettier-ignore
    const record = { benchmarks: [{ name: 'sustained', samples: { traffic: [10, 20, 30].map(sample) } }] } // prettier-ignore
    const svg = drawSustained(JSON.stringify(record))
    expect(paths(svg)).toHaveLength(1 + 3 + 2)
    expect(svg).toContain('>create-booking<')
  })
})
