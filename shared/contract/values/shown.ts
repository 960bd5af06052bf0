// How answers and documents show what requests never send in this form: instants, revisions, dates, ids.
import * as z from 'zod'

/** An instant in an answer: `Z` and whole seconds, always. */
export const at = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  .meta({ format: 'date-time' })

export const revision = z.int().min(0)
export const localDate = z.string().meta({ format: 'date' })

const uuid = () => z.string().meta({ format: 'uuid' })
/** Ids, by what they name. */
export const appointmentId = uuid()
export const bookingId = uuid()
export const causeId = uuid()
export const changeId = uuid()
export const deviceId = uuid()
export const notificationId = uuid()
export const professionalId = uuid()
export const serviceId = uuid()
export const timeOffId = uuid()
/** Of a Firebase account. */
export const uid = z.string()

/** The token of a list's next page; absent on the last one. */
export const nextPageToken = z.string().optional()

/** Stands for an instant in the type of what is shown both in answers and in documents. */
export interface InstantMark {
  readonly mark: 'instant'
}

/** What is shown with its instants as `At`: text in answers; in documents a Timestamp, or the Date that becomes one. */
export type WithInstants<Shown, At> = Shown extends InstantMark
  ? At
  : Shown extends string
    ? Shown
    : Shown extends readonly (infer Element)[]
      ? readonly WithInstants<Element, At>[]
      : Shown extends object
        ? { readonly [K in keyof Shown]: WithInstants<Shown[K], At> }
        : Shown
