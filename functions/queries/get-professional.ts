// What a client may know of a professional.
import { FoundProfessional, GetProfessional } from '../../shared/contract/professional.ts'
import { loadCalendar } from '../../shared/database/load/load-calendar.ts'
import { toFoundProfessional } from '../../shared/projection/found-professional.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { refuse } from '../../shared/scheduling/model/refusal.ts'
import { formatInstant } from '../../shared/time/instant.ts'

/** A professional, their active services and what they are doing now. */
export const getProfessional = query({
  name: 'get-professional',
  input: GetProfessional,
  output: FoundProfessional,
  refuses: ['not-found'],
  hasEtag: true,
  answer: async ({ input, now, database }) => {
    const { professionalId } = input
    const calendar = await loadCalendar(database, { professionalId }, { start: now, end: now })
    if (!calendar) return refuse('not-found', `there is no professional ${professionalId}`)
    return toFoundProfessional(calendar, now, formatInstant)
  },
})
