// One professional: save-professional, get-professional.
import * as z from 'zod'
import { changed } from './booking.ts'
import { policy, policyPatch } from './policy.ts'
import { Service } from './service.ts'
import { Activity } from './session.ts'
import { revision } from './values/shown.ts'
import { withoutUnset } from './values/unset.ts'
import * as v from './values/values.ts'

const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)
export const location = z.object({
  address: z.string(),
  latitude: latitude.exactOptional(),
  longitude: longitude.exactOptional(),
})

/** How to reach a professional; everybody may know it. */
export const contact = z.object({
  phone: z.string().exactOptional(),
  email: z.string().exactOptional(),
})

/** Contact data is sent whole; what is null or left out is not told, and nothing at all says the same as null. */
const contactPatch = z
  .strictObject({ phone: v.phone.nullish(), email: v.email.nullish() })
  .transform((given) => {
    const { phone, email } = withoutUnset(given)
    if (phone === undefined && email === undefined) return null
    return withoutUnset({ phone, email })
  })

const isPlaced = (coordinate: number | null | undefined) => typeof coordinate === 'number'

/** A location is sent whole; null coordinates are those that it does not have. One alone places nothing. */
const locationPatch = z
  .strictObject({
    address: v.line(500),
    latitude: latitude.nullish(),
    longitude: longitude.nullish(),
  })
  .superRefine(({ latitude: north, longitude: east }, context) => {
    if (isPlaced(north) === isPlaced(east)) return
    const [missing, given] = isPlaced(north) ? ['longitude', 'latitude'] : ['latitude', 'longitude']
    context.addIssue({ code: 'custom', path: [missing], message: `is required with ${given}` })
  })
  .transform(({ address, latitude: north, longitude: east }) => ({
    address,
    ...(typeof north === 'number' && { latitude: north }),
    ...(typeof east === 'number' && { longitude: east }),
  }))

const photoUrl = z
  .url({
    protocol: /^https?$/,
    error: ({ input }) => `${v.quote(input)} is not an http(s) address`,
  })
  .max(2000)
  .refine(v.isStorable, v.UNSTORABLE)

const specialties = z
  .array(v.line(60))
  .max(20)
  .transform((all) => all.filter((one, index) => all.indexOf(one) === index))

export const SaveProfessional = z.strictObject({
  professionalId: v.professionalId.optional(),
  ownerUid: v.uid.optional(),
  name: v.name.optional(),
  timeZone: v.timeZone.optional(),
  headline: v.freeText(140).nullable().optional(),
  about: v.freeText(4000).nullable().optional(),
  photoUrl: photoUrl.nullable().optional(),
  location: locationPatch.nullable().optional(),
  online: z.boolean().nullable().optional(),
  contact: contactPatch.nullable().optional(),
  specialties: specialties.optional(),
  active: z.boolean().optional(),
  policy: policyPatch.optional(),
  validateOnly: z.boolean().default(false),
})
export type SaveProfessional = z.infer<typeof SaveProfessional>

/** What a client may know of a professional; instants and dates are none in it. */
export const Professional = z.object({
  professionalId: v.professionalId,
  name: v.name,
  headline: z.string().exactOptional(),
  about: z.string().exactOptional(),
  photoUrl: z.string().exactOptional(),
  location: location.exactOptional(),
  online: z.boolean().exactOptional(),
  contact: contact.exactOptional(),
  specialties: z.array(z.string()).readonly(),
  timeZone: z.string(),
  active: z.boolean(),
  policy,
})
export type Professional = z.infer<typeof Professional>

export const GetProfessional = z.strictObject({ professionalId: v.professionalId })
export type GetProfessional = z.infer<typeof GetProfessional>

/** A professional with the revision they are shown at. */
export const ShownProfessional = Professional.extend({ revision })

export const SavedProfessional = z.object({ professional: ShownProfessional, ...changed })

/** What a client may know of a professional, of what they offer, and of what they are doing. */
export const FoundProfessional = z.object({
  professional: ShownProfessional,
  services: z.array(Service).readonly(),
  activity: Activity,
})
