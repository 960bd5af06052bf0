// `mirrors/{professionalId}`: all documents of this professional are as at this revision. The rest is the fan-out's own.
import * as z from 'zod'
import { revision } from '../values/shown.ts'

/** The part of the document that apps read, its instants as `instant`. */
export const mirrorDocument = <At extends z.ZodType>(instant: At) =>
  z.object({ revision, updatedAt: instant })
