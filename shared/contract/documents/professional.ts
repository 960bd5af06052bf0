// `professionals/{professionalId}`: who they are, what they offer, what they are doing, when they are next free.
import * as z from 'zod'
import { NEXT_SLOTS } from '../availability.ts'
import { contact, location } from '../professional.ts'
import { approval } from '../service.ts'
import { policyRules } from '../policy.ts'
import { activityFields } from '../session.ts'
import * as shown from '../values/shown.ts'
import { type InstantMark, type WithInstants, localDate, revision } from '../values/shown.ts'
import * as v from '../values/values.ts'

/** An active service with its rules resolved. */
const offer = z.object({
  serviceId: shown.serviceId,
  name: z.string(),
  description: z.string().exactOptional(),
  durationMinutes: z.int(),
  capacity: z.int(),
  approval,
  minNoticeMinutes: policyRules.minNoticeMinutes,
  horizonDays: policyRules.horizonDays,
  slotStepMinutes: policyRules.slotStepMinutes,
  price: v.price.exactOptional(),
})

/** The document, its instants as `instant`. */
export const professionalDocument = <At extends z.ZodType>(instant: At) =>
  z.object({
    professionalId: shown.professionalId,
    name: z.string(),
    headline: z.string().exactOptional(),
    about: z.string().exactOptional(),
    photoUrl: z.string().exactOptional(),
    location: location.exactOptional(),
    online: z.boolean().exactOptional(),
    contact: contact.exactOptional(),
    specialties: z.array(z.string()).readonly(),
    /** The specialties as they are found, whatever their case. */
    specialtyKeys: z.array(z.string()).readonly(),
    timeZone: z.string(),
    weekStartsOn: v.weekday,
    cancelNoticeMinutes: policyRules.cancelNoticeMinutes,
    rescheduleNoticeMinutes: policyRules.rescheduleNoticeMinutes,
    requireVerified: policyRules.requireVerified,
    activity: z.object(activityFields(instant)),
    services: z.array(offer).readonly(),
    /** By service; null where nothing is free within its horizon. */
    nextFree: z.record(shown.serviceId, z.nullable(instant)),
    nextSlots: z
      .array(z.object({ serviceId: shown.serviceId, start: instant, seatsLeft: z.int().min(1) }))
      .max(NEXT_SLOTS)
      .readonly(),
    soonest: z.nullable(instant),
    daysThrough: localDate,
    active: z.boolean(),
    revision,
    updatedAt: instant,
  })

export type ProfessionalDocument<At> = WithInstants<
  z.infer<ReturnType<typeof professionalDocument<z.ZodType<InstantMark>>>>,
  At
>
