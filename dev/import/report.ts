// What is said at the end: a table of what became of each kind, the findings grouped by their reason, and all of them as CSV.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { KINDS, type Kind, type Tally } from './apply/tally.ts'
import { type Finding, OUTCOMES, showFinding } from './plan/finding.ts'

/** Of one reason that are shown on the screen. */
const SHOWN = 5

const PLURAL: Readonly<Record<Kind, string>> = {
  professional: 'Professionals',
  service: 'Services',
  booking: 'Bookings to come',
  'time off': 'Time off',
  date: 'Single dates',
  hours: 'Hours and offers',
}

/** What became of each kind, or would. */
export function toTable(tally: Tally, isDry: boolean): string {
  const heads = isDry
    ? ['to be made', 'to be changed', 'there already']
    : ['made', 'changed', 'there already', 'refused']
  const rows = KINDS.map((kind) => {
    const { created, changed, kept, leftOut } = tally.of(kind)
    return [PLURAL[kind], created, changed, kept, ...(isDry ? [] : [leftOut])].map(String)
  })
  const widths = ['', ...heads].map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   ')
  return [['', ...heads], ...rows].map(line).join('\n')
}

/** The findings as a person reads them: what is missing first, of each reason some. */
export function toFindingLines(findings: readonly Finding[]): string {
  const sections = OUTCOMES.flatMap((outcome) => {
    const some = findings.filter((one) => one.outcome === outcome)
    if (some.length === 0) return []
    const byReason = Map.groupBy(some, ({ field, reason }) => `${field} ${reason.slice(0, 40)}`)
    // What is not needed is counted: nobody looks for last year's bookings one by one.
    const shown = outcome === 'not needed' ? 1 : SHOWN
    const lines = [...byReason.values()].flatMap((alike) => [
      ...alike.slice(0, shown).map((one) => `  ${showFinding(one)}`),
      ...(alike.length > shown ? [`  … and ${alike.length - shown} more like this`] : []),
    ])
    return [`${capital(outcome)} (${some.length}):`, ...lines, '']
  })
  return sections.join('\n')
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Quoted for CSV; what a spreadsheet would run as a formula is text. */
function toCell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return `"${text.replaceAll('"', '""')}"`
}

/** All findings as CSV. */
export function toCsv(findings: readonly Finding[]): string {
  const head = ['outcome', 'file', 'line', 'id', 'field', 'value', 'reason', 'done']
  const rows = findings.map(({ outcome, at, field, value, reason, done }) => [
    outcome,
    at.file,
    String(at.line ?? ''),
    at.id ?? '',
    field,
    value,
    reason,
    done,
  ])
  return [head, ...rows].map((row) => `${row.map(toCell).join(',')}\r\n`).join('')
}

/** Writes them, for their owner's eyes: values are other people's data. */
export function writeReport(path: string, findings: readonly Finding[]): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `\ufeff${toCsv(findings)}`, { mode: 0o600 })
}
