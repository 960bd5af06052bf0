// Many professionals: search-professionals for clients, list-professionals for admins.
import * as z from 'zod'
import { NEXT_SLOTS, Slot, refuseLongerThanSearched } from './availability.ts'
import { fold } from './values/fold.ts'
import { FoundProfessional, ShownProfessional } from './professional.ts'
import * as shown from './values/shown.ts'
import { nextPageToken } from './values/shown.ts'
import * as v from './values/values.ts'
import { words } from './values/words.ts'

export const SearchProfessionals = z
  .strictObject({
    specialty: v.line(60).transform(fold).optional(),
    text: words.optional(),
    durationMinutes: v.whole(5, 1440).optional(),
    from: v.bound.meta({ format: 'date-time' }).optional(),
    to: v.bound.meta({ format: 'date-time' }).optional(),
    availableNow: z.boolean().default(false),
    ...v.page,
  })
  .superRefine(v.refuseBackwards)
  .superRefine(refuseLongerThanSearched)
export type SearchProfessionals = z.infer<typeof SearchProfessionals>

/** A page by the soonest slot and id. It may be short of `pageSize`, or empty, and yet have a next one. */
export const FoundProfessionals = z.object({
  professionals: z
    .array(
      FoundProfessional.extend({
        nextSlots: z
          .array(Slot.extend({ serviceId: shown.serviceId }))
          .max(NEXT_SLOTS)
          .readonly(),
      }),
    )
    .readonly(),
  nextPageToken,
})

export const ListProfessionals = z.strictObject({
  active: z.boolean().optional(),
  text: words.optional(),
  ...v.page,
})
export type ListProfessionals = z.infer<typeof ListProfessionals>

/** A page by name, whatever its case, and id. */
export const ProfessionalsPage = z.object({
  professionals: z.array(ShownProfessional).readonly(),
  nextPageToken,
})
