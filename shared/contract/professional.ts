// Requests and answers about professionals, their services and their hours (contract, section 2).
import * as z from 'zod'
import * as v from './values.ts'

const policyRules = {
  slotStepMinutes: v.whole(5, 1440),
  minNoticeMinutes: v.whole(0, 525_600),
  horizonDays: v.whole(0, 730),
  maxBookingsPerDay: v.whole(1, 1000),
  maxBookingsPerWeek: v.whole(1, 1000),
  maxMinutesPerDay: v.whole(1, 1440),
  cancelNoticeMinutes: v.whole(0, 525_600),
  rescheduleNoticeMinutes: v.whole(0, 525_600),
  weekStartsOn: v.weekday,
}

/** A policy as it is sent: absent fields keep their value, `null` clears an optional one. */
const policyPatch = z.strictObject({
  slotStepMinutes: policyRules.slotStepMinutes.nullable().optional(),
  minNoticeMinutes: policyRules.minNoticeMinutes.optional(),
  horizonDays: policyRules.horizonDays.optional(),
  maxBookingsPerDay: policyRules.maxBookingsPerDay.nullable().optional(),
  maxBookingsPerWeek: policyRules.maxBookingsPerWeek.nullable().optional(),
  maxMinutesPerDay: policyRules.maxMinutesPerDay.nullable().optional(),
  cancelNoticeMinutes: policyRules.cancelNoticeMinutes.optional(),
  rescheduleNoticeMinutes: policyRules.rescheduleNoticeMinutes.optional(),
  weekStartsOn: policyRules.weekStartsOn.optional(),
})

/** A professional's rules, with the defaults of a new one. */
export const policy = z.strictObject({
  slotStepMinutes: policyRules.slotStepMinutes.optional(),
  minNoticeMinutes: policyRules.minNoticeMinutes.default(0),
  horizonDays: policyRules.horizonDays.default(60),
  maxBookingsPerDay: policyRules.maxBookingsPerDay.optional(),
  maxBookingsPerWeek: policyRules.maxBookingsPerWeek.optional(),
  maxMinutesPerDay: policyRules.maxMinutesPerDay.optional(),
  cancelNoticeMinutes: policyRules.cancelNoticeMinutes.default(0),
  rescheduleNoticeMinutes: policyRules.rescheduleNoticeMinutes.default(0),
  weekStartsOn: policyRules.weekStartsOn.default(1),
})
export type Policy = z.infer<typeof policy>

const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)
const location = z.object({
  address: z.string(),
  latitude: latitude.optional(),
  longitude: longitude.optional(),
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
  professionalId: v.id.optional(),
  ownerUid: v.uid.optional(),
  name: v.name.optional(),
  timeZone: v.timeZone.optional(),
  headline: v.freeText(140).nullable().optional(),
  about: v.freeText(4000).nullable().optional(),
  photoUrl: photoUrl.nullable().optional(),
  location: locationPatch.nullable().optional(),
  online: z.boolean().nullable().optional(),
  specialties: specialties.optional(),
  active: z.boolean().optional(),
  policy: policyPatch.optional(),
  validateOnly: z.boolean().default(false),
})
export type SaveProfessional = z.infer<typeof SaveProfessional>

/** What a client may know of a professional; instants and dates are none in it. */
export const Professional = z.object({
  professionalId: v.id,
  name: v.name,
  headline: z.string().optional(),
  about: z.string().optional(),
  photoUrl: z.string().optional(),
  location: location.optional(),
  online: z.boolean().optional(),
  specialties: z.array(z.string()),
  timeZone: z.string(),
  active: z.boolean(),
  policy,
})
export type Professional = z.infer<typeof Professional>

export const ACTIVE_SERVICES = 20
/** Inactive ones included: all of them stand in one document. */
export const KEPT_SERVICES = 40
/** Weekly rules of one calendar, past ones included. */
export const WEEKLY_RULES = 50

export const approval = z.enum(['automatic', 'manual'])

const serviceRules = {
  durationMinutes: v.whole(5, 1440),
  bufferMinutes: v.whole(0, 480),
  capacity: v.whole(1, 500),
}

export const SaveService = z.strictObject({
  professionalId: v.id.optional(),
  serviceId: v.id.optional(),
  name: v.name.optional(),
  description: v.freeText(4000).nullable().optional(),
  durationMinutes: serviceRules.durationMinutes.optional(),
  bufferBeforeMinutes: serviceRules.bufferMinutes.optional(),
  bufferAfterMinutes: serviceRules.bufferMinutes.optional(),
  capacity: serviceRules.capacity.optional(),
  hours: v.weeklyHours.nullable().optional(),
  slotStepMinutes: policyRules.slotStepMinutes.nullable().optional(),
  minNoticeMinutes: policyRules.minNoticeMinutes.nullable().optional(),
  horizonDays: policyRules.horizonDays.nullable().optional(),
  approval: approval.optional(),
  price: v.price.nullable().optional(),
  active: z.boolean().optional(),
  validateOnly: z.boolean().default(false),
})
export type SaveService = z.infer<typeof SaveService>

export const Service = z.object({
  serviceId: v.id,
  professionalId: v.id,
  name: v.name,
  description: z.string().optional(),
  durationMinutes: serviceRules.durationMinutes,
  bufferBeforeMinutes: serviceRules.bufferMinutes,
  bufferAfterMinutes: serviceRules.bufferMinutes,
  capacity: serviceRules.capacity,
  hours: v.weeklyHours.optional(),
  slotStepMinutes: policyRules.slotStepMinutes.optional(),
  minNoticeMinutes: policyRules.minNoticeMinutes.optional(),
  horizonDays: policyRules.horizonDays.optional(),
  approval,
  price: v.price.optional(),
  active: z.boolean(),
})
export type Service = z.infer<typeof Service>

export const SetWorkingHours = z.strictObject({
  professionalId: v.id.optional(),
  hours: v.weeklyHours.nullable(),
  effectiveFrom: v.date.optional(),
  validateOnly: z.boolean().default(false),
})
export type SetWorkingHours = z.infer<typeof SetWorkingHours>

export const GetSchedule = z
  .strictObject({
    professionalId: v.id.optional(),
    from: v.bound.optional(),
    to: v.bound.optional(),
  })
  .superRefine(v.refuseBackwards)
export type GetSchedule = z.infer<typeof GetSchedule>

export const GetProfessional = z.strictObject({ professionalId: v.id })
export type GetProfessional = z.infer<typeof GetProfessional>
