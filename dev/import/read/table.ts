// CSV files as rows with names and line numbers: comma, semicolon or tab, with or without a byte order mark.
import { type CsvError, parse } from 'csv-parse/sync'
import type { SourceFile } from './files.ts'
import { type Finding, type Place, finding } from '../plan/finding.ts'
import { Unreadable } from './unreadable.ts'

/** One row: its columns by name, trimmed; empty ones as ''. */
export interface Row {
  readonly at: Place
  readonly columns: Readonly<Record<string, string>>
}

const MOST_ROWS = 100_000
/** Of one value. The longest text that is kept has 4,000 characters. */
const MOST_CHARACTERS = 20_000
const DELIMITERS = [',', ';', '\t'] as const

/** Whichever stands most often in the first line, quoted text aside. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1)
  const bare = head.replaceAll(/"[^"]*"/g, '')
  const counted = DELIMITERS.map((delimiter) => bare.split(delimiter).length)
  return DELIMITERS[counted.indexOf(Math.max(...counted))] ?? ','
}

interface Parsed {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

function parseRecords({ name, text }: SourceFile): readonly Parsed[] {
  try {
    const delimiter = delimiterOf(text)
    const records: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    })
    return records as Parsed[] // what `info` makes of records, which the package's types leave out
  } catch (error) {
    const { lines, message } = error as CsvError & { lines?: number } // the package throws nothing else
    throw new Unreadable(`${name}, line ${lines ?? '?'}: ${message}`, { cause: error })
  }
}

const linesIn = (record: readonly string[]) =>
  record.reduce((sum, value) => sum + value.split('\n').length - 1, 0)

/** `Time Zone` and `time-zone` are `time_zone`. */
const toName = (header: string) =>
  header
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')

/** What the columns of one file are called. */
export interface Columns {
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

function checkHeader(file: string, names: readonly string[], known: Columns): void {
  const all = [...known.required, ...known.optional]
  const here = `${file}, line 1`
  const missing = known.required.filter((name) => !names.includes(name))
  if (missing.length > 0)
    throw new Unreadable(
      `${here}: lacks the column ${missing.join(', ')}; it has ${names.join(', ')}`,
    )
  const unknown = names.filter((name) => name !== '' && !all.includes(name))
  if (unknown.length > 0)
    throw new Unreadable(
      `${here}: has the unknown column ${unknown.join(', ')}; known are ${all.join(', ')}`,
    )
  const twice = names.filter((name, index) => name !== '' && names.indexOf(name) !== index)
  if (twice.length > 0) throw new Unreadable(`${here}: has the column ${twice.join(', ')} twice`)
}

function whyNot(values: readonly string[], names: readonly string[]) {
  if (values.slice(names.length).some((value) => value !== ''))
    return {
      field: '',
      value: values.join(' | '),
      reason: `has ${values.length} values for ${names.length} columns: a delimiter in a text needs quotes`,
    }
  const long = values.findIndex((value) => value.length > MOST_CHARACTERS)
  if (long < 0) return undefined
  return {
    field: names[long] ?? '',
    value: values[long] ?? '',
    reason: `has ${values[long]?.length ?? 0} characters, at most ${MOST_CHARACTERS} are read`,
  }
}

/** The rows of a file. @throws Unreadable where it is no table, or one of other columns */
export function readTable(file: SourceFile, known: Columns, findings: Finding[]): readonly Row[] {
  const [head, ...records] = parseRecords(file)
  if (!head) throw new Unreadable(`${file.name}: is empty; its first line names the columns`)
  if (records.length > MOST_ROWS)
    throw new Unreadable(`${file.name}: has ${records.length} rows, at most ${MOST_ROWS}`)
  const names = head.record.map(toName)
  checkHeader(file.name, names, known)
  return records.flatMap(({ record, info }) => {
    const line = info.lines - linesIn(record)
    const columns = Object.fromEntries(
      names.flatMap((name, index) => (name === '' ? [] : [[name, record[index] ?? '']])),
    )
    const id = columns['id']
    const at = { file: file.name, line, ...(id && { id }) }
    const fault = whyNot(record, names)
    if (!fault) return [{ at, columns }]
    findings.push(finding('left out', at, fault.field, fault.value, fault.reason))
    return []
  })
}
