// Everything of requests and answers that has a name.
import { ACCOUNTS } from './accounts.ts'
import { AVAILABILITY } from './availability.ts'
import { BOOKINGS } from './bookings.ts'
import { PROFESSIONALS } from './professionals.ts'
import type { Said } from './said.ts'
import { SCHEDULE } from './schedule.ts'
import { SERVICES } from './services.ts'
import { VALUES } from './values.ts'

export const ALL: readonly Said[] = [
  ...VALUES,
  ...AVAILABILITY,
  ...BOOKINGS,
  ...PROFESSIONALS,
  ...SERVICES,
  ...SCHEDULE,
  ...ACCOUNTS,
]
