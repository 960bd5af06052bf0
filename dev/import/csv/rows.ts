// The rows of the CSV files, each with its shape, and grouped by the professional whom they are about.
import type * as z from 'zod'
import { type Finding, finding } from '../plan/finding.ts'
import { type SourceFile } from '../read/files.ts'
import { type Entry, firstFault } from '../read/json.ts'
import { readTable } from '../read/table.ts'
import { Unreadable } from '../read/unreadable.ts'
import { BookingRow, HoursRow, ProfessionalRow, ServiceRow, TimeOffRow } from './shapes.ts'

/** The files, and the columns that each must have. */
const REQUIRED = {
  'professionals.csv': ['id', 'name', 'time_zone'],
  'services.csv': ['id', 'name', 'duration_minutes'],
  'hours.csv': ['start', 'end'],
  'time-off.csv': ['start', 'end'],
  'bookings.csv': ['id', 'service', 'start', 'client_name'],
} as const

const CSV_FILES = Object.keys(REQUIRED)

export interface CsvRows {
  readonly professionals: readonly Entry<ProfessionalRow>[]
  readonly services: readonly Entry<ServiceRow>[]
  readonly hours: readonly Entry<HoursRow>[]
  readonly timeOff: readonly Entry<TimeOffRow>[]
  readonly bookings: readonly Entry<BookingRow>[]
}

/** Reads all of them. @throws Unreadable where a file is missing that must be there, or is not understood */
export function readRows(files: readonly SourceFile[], findings: Finding[]): CsvRows {
  const unknown = files.filter(({ name }) => !CSV_FILES.includes(name.toLowerCase()))
  if (unknown.length > 0)
    throw new Unreadable(
      `${unknown.map(({ name }) => name).join(', ')}: is none of ${CSV_FILES.join(', ')}; rename it, or move it away`,
    )
  const read = <Shape extends z.ZodObject>(name: keyof typeof REQUIRED, shape: Shape) =>
    readRowsOf(files, name, shape, findings)
  const professionals = read('professionals.csv', ProfessionalRow)
  if (!files.some(({ name }) => name.toLowerCase() === 'professionals.csv'))
    throw new Unreadable('professionals.csv: is missing; it names whose calendars these are')
  return {
    professionals,
    services: read('services.csv', ServiceRow),
    hours: read('hours.csv', HoursRow),
    timeOff: read('time-off.csv', TimeOffRow),
    bookings: read('bookings.csv', BookingRow),
  }
}

function readRowsOf<Shape extends z.ZodObject>(
  files: readonly SourceFile[],
  name: keyof typeof REQUIRED,
  shape: Shape,
  findings: Finding[],
): readonly Entry<z.infer<Shape>>[] {
  const file = files.find((one) => one.name.toLowerCase() === name)
  if (!file) return []
  const required: readonly string[] = REQUIRED[name]
  const optional = Object.keys(shape.shape).filter((column) => !required.includes(column))
  return readTable(file, { required, optional }, findings).flatMap(({ at, columns }) => {
    const parsed = shape.safeParse(columns)
    if (parsed.success) return [{ at, value: parsed.data }]
    const { field, value, reason } = firstFault(columns, parsed.error)
    findings.push(finding('left out', at, field, value, reason))
    return []
  })
}
