// What the suite drives and looks at: functions behind a front, the parts below them, and where messages arrive.
import type { Front } from './front.ts'
import type { Jobs } from './jobs.ts'
import type { Mail, Push } from './outlets.ts'
import type { Pushes } from './pushes.ts'
import type { Tally } from './tally.ts'

export interface System {
  readonly projectId: string
  readonly front: Front
  readonly pushes: Pushes
  readonly jobs: Jobs
  readonly tally: Tally
  /** What time it is for the functions, give or take what their clocks differ. */
  readonly now: () => number
  /** Lets that much time pass for all functions in an instant. */
  readonly jump: (millis: number) => void
  /** Postgres itself, past every line. */
  readonly databaseUrl: string
  readonly firestoreHost: string
  readonly authHost: string
  readonly mails: () => readonly Mail[]
  readonly pushed: () => readonly Push[]
  /** Processes that ended without being told to. */
  readonly deaths: () => readonly string[]
  readonly stop: () => Promise<void>
}
