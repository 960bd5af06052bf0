// Many professionals: search-professionals for clients, list-professionals for admins.
import * as z from 'zod'
import { NEXT_SLOTS, SEARCH_DAYS, Slot, refuseLongerThanSearched } from './availability.ts'
import { fold } from './values/fold.ts'
import { FoundProfessional, ShownProfessional } from './professional.ts'
import { nextPageToken, uuid } from './values/shown.ts'
import * as v from './values/values.ts'
import { words } from './values/words.ts'

export const SearchProfessionals = z
  .strictObject({
    specialty: v
      .line(60)
      .meta({
        description:
          'One of the specialties, whole; neither case nor accents count, nor the form in which a character is written.',
      })
      .transform(fold)
      .optional(),
    text: words.optional(),
    durationMinutes: v
      .whole(5, 1440)
      .meta({ description: 'Only services that take so long count.' })
      .optional(),
    from: v.bound
      .meta({
        format: 'date-time',
        description:
          'Only who has a slot from then on is listed: exactly and by the soonest where it is not after now, else of the first 200 that match.',
      })
      .optional(),
    to: v.bound
      .meta({
        format: 'date-time',
        description: `Only who has a slot before then is listed. At most ${SEARCH_DAYS} days after from, or now; so long after from if unset.`,
      })
      .optional(),
    availableNow: z
      .boolean()
      .meta({
        description:
          'Only who is shown as available and has a slot that starts in 60 minutes at the latest.',
      })
      .default(false),
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
          .array(Slot.extend({ serviceId: uuid }))
          .max(NEXT_SLOTS)
          .meta({
            description:
              'The soonest of the range, or from now on, over all services that count; for the caller, whose own holds are free to them.',
          })
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
