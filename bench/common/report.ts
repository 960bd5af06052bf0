// What came of benchmarks, as a table.
import { isMet, type Measured, type Result } from './measure.ts'

/** Three significant digits, without an exponent. */
export function toShort(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  return size >= 100
    ? value.toFixed(0)
    : size >= 10
      ? value.toFixed(1)
      : value.toFixed(size >= 0.1 ? 2 : 3)
}

function toGoal({ goal }: Measured): string {
  if (!goal) return ''
  return 'most' in goal ? `≤ ${goal.most}` : `≥ ${goal.least}`
}

const VERDICTS = new Map([
  [true, 'met'],
  [false, 'missed'],
])

function toCpu({ product, yardstick }: Measured): string {
  if (product.cpuMillis === undefined) return ''
  const beside = yardstick?.cpuMillis === undefined ? '' : ` / ${toShort(yardstick.cpuMillis)}`
  return `${toShort(product.cpuMillis)}${beside}`
}

function toAmounts({ product, yardstick, unit }: Measured): string {
  const beside = yardstick ? ` / ${toShort(yardstick.amount)}` : ''
  return `${toShort(product.amount)}${beside} ${unit}`
}

const HEAD = ['', 'value', 'half within', 'goal', '', 'product / yardstick', 'CPU ms each']

function toCells(one: Measured): readonly string[] {
  const times = one.isRatio ? ' ×' : ''
  const [from, to] = one.spread.map(toShort)
  return [
    `  ${one.name}`,
    `${toShort(one.value)}${times}`,
    `${from}–${to}`,
    toGoal(one),
    VERDICTS.get(isMet(one) ?? (Number.NaN as never)) ?? '',
    toAmounts(one),
    toCpu(one),
  ]
}

/** Columns as wide as their longest cell, two spaces apart. */
export function toColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A table of all figures, benchmark by benchmark. */
export function toTable(results: readonly Result[]): string {
  const rows = results.flatMap(({ name, rounds, seconds, figures }) => [
    [`${name} (${rounds} round${rounds === 1 ? '' : 's'}, ${seconds} s)`],
    ...figures.map(toCells),
  ])
  const cells = rows.filter((row) => row.length > 1)
  const lines = toColumns([HEAD, ...cells]).split('\n')
  const [head = '', ...rest] = lines
  const text = rows.map((row) => (row.length > 1 ? (rest.shift() ?? '') : (row[0] ?? '')))
  return [head, ...text].join('\n')
}
