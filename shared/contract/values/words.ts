// What a person types into a search box: words, each of which must be found.
import * as z from 'zod'
import { fold } from './fold.ts'
import { isVisible } from './text.ts'
import * as v from './values.ts'

const CHARACTERS = 200

/** Text as its different words, folded; an empty text, or one without anything to see, asks for nothing. */
export const words = z
  .string()
  .trim()
  .refine(
    (text) => Array.from(text).length <= CHARACTERS,
    `must have at most ${CHARACTERS} characters`,
  )
  .refine(v.isStorable, v.UNSTORABLE)
  .meta({ maxLength: CHARACTERS })
  .transform((text) => [...new Set(fold(text).split(/\s+/u))].filter(isVisible))
