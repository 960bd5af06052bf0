// Why a start can or cannot be booked; owner and admin are told what stands behind it.
import { ExplainedAvailability, ExplainAvailability } from '../../shared/contract/availability.ts'
import { loadCalendarFor } from '../../shared/database/load/load-calendar.ts'
import { toExplanations } from '../../shared/projection/explanations.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { findService } from '../../shared/scheduling/model/calendar.ts'
import { toTaker } from '../../shared/scheduling/model/taker.ts'
import { refuse } from '../../shared/scheduling/model/refusal.ts'
import { explainStart } from '../../shared/scheduling/free/explain.ts'

/** Every rule that refuses a start to this caller, in the order in which the first one would be told. */
export const explainAvailability = query({
  name: 'explain-availability',
  input: ExplainAvailability,
  output: ExplainedAvailability,
  refuses: ['not-found'],
  answer: async ({ input, actor, now, database, as }) => {
    const { professionalId, serviceId, start, seats } = input
    const range = { start, end: start }
    const wanted = { taker: toTaker(actor), now }
    const loaded = await loadCalendarFor(database, { serviceId }, range, wanted)
    const calendar = loaded?.calendar
    const service = calendar && findService(calendar, serviceId)
    const isAnothers = professionalId !== undefined && professionalId !== calendar?.professionalId
    if (!service || isAnothers) return refuse('not-found', `there is no service ${serviceId}`)
    const by = as('booker', calendar) ?? { kind: 'client' }
    const found = explainStart(calendar, { service, start, seats }, { by, now, own: loaded.own })
    return { bookable: found.length === 0, reasons: toExplanations(found, by) }
  },
})
