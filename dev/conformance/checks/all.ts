// Every check, in the order in which a run carries them out.
import type { Check } from '../bench/check.ts'
import { accounts } from './accounts.ts'
import { authorization } from './authorization.ts'
import { booking } from './booking.ts'
import { calendars } from './calendars.ts'
import { callable } from './callable.ts'
import { holds } from './holds.ts'
import { readers } from './readers.ts'
import { changing } from './changing.ts'
import { documents } from './documents.ts'
import { happening } from './now.ts'
import { requests } from './requests.ts'
import { rules } from './rules.ts'
import { searching } from './searching.ts'

export const CHECKS: readonly Check[] = [
  ...requests,
  ...callable,
  ...calendars,
  ...searching,
  ...booking,
  ...holds,
  ...changing,
  ...rules,
  ...happening,
  ...documents,
  ...readers,
  ...authorization,
  ...accounts,
]
