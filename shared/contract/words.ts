// What a person types into a search box: words, each of which must be found.
import * as z from 'zod'
import * as v from './values.ts'

const CHARACTERS = 200

/** Text as its different words; an empty text asks for nothing. */
export const words = z
  .string()
  .trim()
  .refine(
    (text) => Array.from(text).length <= CHARACTERS,
    `must have at most ${CHARACTERS} characters`,
  )
  .refine(v.isStorable, v.UNSTORABLE)
  .meta({
    maxLength: CHARACTERS,
    description:
      'Words, each of which must occur, as a part of a word too and in any case: in the name, the headline, the specialties, or the names of active services.',
  })
  .transform((text) => [...new Set(text.split(/\s+/u))].filter((word) => word !== ''))
