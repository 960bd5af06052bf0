// What the forms of adding to the agenda are given.
import type { ScheduleDocument } from '../../../../client/index.ts'
import type { Adding } from './address.ts'

export interface AddFormProps {
  readonly schedule: ScheduleDocument
  readonly now: Date
  readonly first: Required<Adding>
  /** What was done, to be told; undefined where nothing was. */
  readonly onDone: (text?: string) => void
}
