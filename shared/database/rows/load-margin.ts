// How far around what is asked a calendar is loaded, where Postgres does the sum.
import { sql } from 'kysely'
import { LOAD_MARGIN_MILLIS } from '../../scheduling/free/plan.ts'
import { DAY } from '../../time/instant.ts'

/** As an interval of whole days, each of 24 hours in UTC. */
export const LOAD_MARGIN = sql.raw(`interval '${LOAD_MARGIN_MILLIS / DAY} days'`)
