// A folder of one source as a plan, whatever the source.
import { planCalCom } from '../cal-com/to-plan.ts'
import { readCalCom } from '../cal-com/files.ts'
import { readRows } from '../csv/rows.ts'
import { planCsv } from '../csv/to-plan.ts'
import { readEasy } from '../easy-appointments/files.ts'
import { planEasy } from '../easy-appointments/to-plan.ts'
import type { Finding } from '../plan/finding.ts'
import type { PlannedProfessional, SourceName } from '../plan/plan.ts'
import { type SourceFile, readFolder } from './files.ts'

/** What a source leaves open. */
export interface SourceOptions {
  /** ISO 4217, where prices name none; or ''. */
  readonly currency: string
}

/** Plans what the files say. @throws Unreadable where one is not understood as a whole */
export function planFiles(
  source: SourceName,
  files: readonly SourceFile[],
  options: SourceOptions,
  findings: Finding[],
): readonly PlannedProfessional[] {
  switch (source) {
    case 'cal.com':
      return planCalCom(readCalCom(files, findings), findings)
    case 'easyappointments':
      return planEasy(readEasy(files, findings), options, findings)
    case 'csv':
      return planCsv(readRows(files, findings), options, findings)
  }
}

/** Reads and plans a folder. @throws Unreadable */
export function readSource(
  source: SourceName,
  folder: string,
  options: SourceOptions,
  findings: Finding[],
): readonly PlannedProfessional[] {
  const files = readFolder(folder, source === 'csv' ? '.csv' : '.json')
  return planFiles(source, files, options, findings)
}
