// A folder of Easy!Appointments' answers, one file for each list: providers.json, services.json and so on; pages as appointments-2.json.
import type * as z from 'zod'
import { type Finding, finding } from '../plan/finding.ts'
import type { SourceFile } from '../read/files.ts'
import { type Entry, listOf, readEntries } from '../read/json.ts'
import { Unreadable } from '../read/unreadable.ts'
import {
  Appointment,
  BlockedPeriod,
  Customer,
  Provider,
  Service,
  Setting,
  Unavailability,
  WorkingPlanException,
} from './shapes.ts'

export interface EasyExport {
  readonly providers: readonly Entry<Provider>[]
  readonly services: readonly Entry<Service>[]
  readonly appointments: readonly Entry<Appointment>[]
  readonly customers: readonly Entry<Customer>[]
  readonly unavailabilities: readonly Entry<Unavailability>[]
  readonly blockedPeriods: readonly Entry<BlockedPeriod>[]
  readonly exceptions: readonly Entry<WorkingPlanException>[]
  readonly settings: ReadonlyMap<string, string>
}

const KINDS = [
  'providers',
  'services',
  'appointments',
  'customers',
  'unavailabilities',
  'blocked_periods',
  'working_plan_exceptions',
  'settings',
] as const

/** `blocked_periods.json` and `blocked-periods-2.json`. */
const kindOf = (name: string) =>
  KINDS.find((kind) =>
    new RegExp(`^${kind.replaceAll('_', '[-_]')}([-_.]\\d+)?\\.json$`, 'i').test(name),
  )

/** Entries of an answer that nobody asked to be longer. */
const DEFAULT_LENGTH = 20

/** A list that ends where the first page of its API does, and has no second one, is told: there may be more. */
function tellOfFirstPages(files: readonly SourceFile[], findings: Finding[]): void {
  for (const kind of KINDS) {
    const [file, ...more] = files.filter(({ name }) => kindOf(name) === kind)
    if (!file || more.length > 0 || listOf(file).length !== DEFAULT_LENGTH) continue
    const reason = `has ${DEFAULT_LENGTH} entries, as the first page of a longer list`
    const done = 'if there are more, fetch them with ?length=1000, and run again'
    findings.push(finding('left out', { file: file.name }, '', undefined, reason, done))
  }
}

/** Reads the folder. @throws Unreadable where it is not one of these answers */
export function readEasy(files: readonly SourceFile[], findings: Finding[]): EasyExport {
  const stranger = files.find(({ name }) => kindOf(name) === undefined)
  if (stranger)
    throw new Unreadable(
      `${stranger.name}: is none of ${KINDS.map((kind) => `${kind}.json`).join(', ')} (or a further page such as appointments-2.json)`,
    )
  const read = <T>(kind: (typeof KINDS)[number], shape: z.ZodType<T>) =>
    readEntries(
      files.filter(({ name }) => kindOf(name) === kind),
      shape,
      findings,
    )
  if (!files.some(({ name }) => kindOf(name) === 'providers'))
    throw new Unreadable('providers.json: is missing; it is the answer of GET /api/v1/providers')
  tellOfFirstPages(files, findings)
  return {
    providers: read('providers', Provider),
    services: read('services', Service),
    appointments: read('appointments', Appointment),
    customers: read('customers', Customer),
    unavailabilities: read('unavailabilities', Unavailability),
    blockedPeriods: read('blocked_periods', BlockedPeriod),
    exceptions: read('working_plan_exceptions', WorkingPlanException),
    settings: new Map(
      read('settings', Setting).map(({ value }) => [value.name, String(value.value ?? '')]),
    ),
  }
}
