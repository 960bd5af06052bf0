// All professionals by name, for admins.
import * as z from 'zod'
import { ListProfessionals, ProfessionalsPage } from '../../shared/contract/professionals.ts'
import { isStorable } from '../../shared/contract/values/values.ts'
import { listProfessionals as loadPage } from '../../shared/database/lists/list-professionals.ts'
import { atRevision } from '../../shared/projection/shown.ts'
import { query } from '../../shared/runtime/edge/query.ts'
import { refuse } from '../../shared/scheduling/model/refusal.ts'

const Position = z.object({ name: z.string().refine(isStorable), professionalId: z.uuid() })

/** One page of professionals, those who are not active too. */
export const listProfessionals = query({
  name: 'list-professionals',
  input: ListProfessionals,
  output: ProfessionalsPage,
  refuses: [],
  answer: async ({ input, actor, database, pages }) => {
    if (!actor.isAdmin) return refuse('forbidden', 'only admins list all professionals')
    const { active, text, pageSize } = input
    const after = pages.after(Position)
    const { listed, end } = await loadPage(database, {
      ...(active !== undefined && { active }),
      ...(text && { words: text }),
      ...(after && { after }),
      limit: pageSize,
    })
    return {
      professionals: listed.map(({ professional, revision }) => atRevision(professional, revision)),
      ...(end && { nextPageToken: pages.next({ ...end }) }),
    }
  },
})
