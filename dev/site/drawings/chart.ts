// What was measured over something that goes on (time, requests, a number of viewers), as lines in panels below one another.
import { drawing, type Tone, words } from './svg.ts'

export interface Line {
  readonly name: string
  readonly tone: Tone
  /** One for each of the chart's `along`; what is not a number is left out, and zero where the scale is logarithmic. */
  readonly values: readonly number[]
}

export interface Panel {
  readonly title: string
  /** From zero where nothing is said; `log`, where values differ by orders of magnitude. */
  readonly scale?: 'linear' | 'log'
  readonly lines: readonly Line[]
}

export interface Chart {
  /** What it shows, for who cannot see it. */
  readonly title: string
  /** Where the values lie, left to right. */
  readonly along: readonly { readonly at: number; readonly label: string }[]
  /** What that is. */
  readonly axis: string
  readonly panels: readonly Panel[]
}

const WIDTH = 740
const LEFT = 70
const RIGHT = 190
const PANEL = 150
const GAP = 56
const TOP = 34
const STEPS = 4
const LABELS = 6
/** Names of lines stand no closer than so, in pixels. */
const NAME_GAP = 17

/** A number above all, of which a quarter reads well. */
function topOf(highest: number): number {
  const size = 10 ** Math.floor(Math.log10(highest))
  const factors = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10]
  return (factors.find((factor) => factor * size >= highest) ?? 10) * size
}

const toLabel = (value: number): string =>
  value >= 1000 ? `${Number((value / 1000).toPrecision(3))}k` : String(Number(value.toPrecision(3)))

interface Scale {
  /** From 0 at the bottom to 1 at the top. */
  readonly of: (value: number) => number
  readonly marks: readonly number[]
}

function scaleOf({ scale, lines }: Panel): Scale {
  const all = lines.flatMap(({ values }) => values).filter(Number.isFinite)
  const highest = Math.max(...all, Number.MIN_VALUE)
  if (scale === 'log') {
    const low = Math.floor(Math.log10(Math.min(...all.filter((value) => value > 0))))
    const high = Math.max(low + 1, Math.ceil(Math.log10(highest)))
    const marks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index))
    return { of: (value) => (Math.log10(value) - low) / (high - low), marks }
  }
  const top = topOf(highest)
  const marks = Array.from({ length: STEPS + 1 }, (_, index) => (top * index) / STEPS)
  return { of: (value) => value / top, marks }
}

/** Moves apart what would stand upon one another, in the order in which it stands. */
function apart(heights: readonly number[]): readonly number[] {
  const order = heights
    .map((_, index) => index)
    .toSorted((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))
  const placed = [...heights]
  let last = Number.NEGATIVE_INFINITY
  for (const index of order) {
    last = Math.max(placed[index] ?? 0, last + NAME_GAP)
    placed[index] = last
  }
  return placed
}

const round = (value: number): number => Math.round(value * 10) / 10

function drawPanel(panel: Panel, top: number, across: readonly number[]): readonly string[] {
  const { of, marks } = scaleOf(panel)
  const bottom = top + PANEL
  const yOf = (value: number) => round(bottom - of(value) * PANEL)
  const isDrawn = (value: number) => Number.isFinite(of(value))
  const right = WIDTH - RIGHT
  const grid = marks.flatMap((mark) => [
    `<line class="line" x1="${LEFT}" y1="${yOf(mark)}" x2="${right}" y2="${yOf(mark)}" stroke-width="0.6" stroke-dasharray="2 4"/>`,
    words(toLabel(mark), { x: LEFT - 8, y: yOf(mark) + 4, kind: 'small', anchor: 'end' }),
  ])
  const ends = panel.lines.map(({ values }) => {
    const last = values.findLast(isDrawn)
    return last === undefined ? bottom : yOf(last)
  })
  const names = apart(ends)
  const lines = panel.lines.map(({ name, tone, values }, index) => {
    const points = values.flatMap((value, place) =>
      isDrawn(value) ? [`${across[place]} ${yOf(value)}`] : [],
    )
    return [
      `<g class="${tone}"><path d="M${points.join('L')}" stroke-width="2" stroke-linejoin="round"/>`,
      `<text x="${right + 10}" y="${(names[index] ?? 0) + 4}" font-size="13">${name}</text></g>`,
    ].join('')
  })
  return [words(panel.title, { x: LEFT, y: top - 12, anchor: 'start' }), ...grid, ...lines]
}

/** The whole chart as SVG. */
export function drawChart({ title, along, axis, panels }: Chart): string {
  const positions = along.map(({ at }) => at)
  const [first, last] = [Math.min(...positions), Math.max(...positions)]
  const width = WIDTH - LEFT - RIGHT
  const across = positions.map((at) => round(LEFT + ((at - first) / (last - first || 1)) * width))
  const height = TOP + panels.length * (PANEL + GAP) + 16
  const bottom = TOP + panels.length * (PANEL + GAP) - GAP
  const every = Math.max(1, Math.ceil(along.length / LABELS))
  const labels = along.flatMap(({ label }, index) =>
    index % every === 0
      ? [words(label, { x: across[index] ?? 0, y: bottom + 20, kind: 'small' })]
      : [],
  )
  return drawing({ width: WIDTH, height, title }, [
    ...panels.flatMap((panel, index) => drawPanel(panel, TOP + index * (PANEL + GAP), across)),
    ...labels,
    words(axis, { x: LEFT + width / 2, y: bottom + 42, kind: 'small' }),
  ])
}
