// The list of all professionals, for admins.
import * as z from 'zod'
import { SavedProfessional } from './answers.ts'
import * as v from './values.ts'
import { words } from './words.ts'

export const ListProfessionals = z.strictObject({
  active: z.boolean().optional(),
  text: words.optional(),
  ...v.page,
})
export type ListProfessionals = z.infer<typeof ListProfessionals>

/** A page by name, whatever its case, and id. */
export const ProfessionalsPage = z.object({
  professionals: z.array(SavedProfessional.shape.professional).readonly(),
  nextPageToken: z.string().optional(),
})
