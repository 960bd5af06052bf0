// What a professional offers: save-service.
import * as z from 'zod'
import { changed } from './booking.ts'
import { perClient, perClientPatch, policyRules } from './policy.ts'
import * as v from './values/values.ts'

export const approval = z.enum(['automatic', 'manual'])

const serviceRules = {
  durationMinutes: v.whole(5, 1440),
  bufferMinutes: v.whole(0, 480),
  capacity: v.whole(1, 500),
}

export const SaveService = z.strictObject({
  professionalId: v.professionalId.optional(),
  serviceId: v.serviceId.optional(),
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
  perClient: perClientPatch.nullable().optional(),
  price: v.price.nullable().optional(),
  active: z.boolean().optional(),
  validateOnly: z.boolean().default(false),
})
export type SaveService = z.infer<typeof SaveService>

export const Service = z.object({
  serviceId: v.serviceId,
  professionalId: v.professionalId,
  name: v.name,
  description: z.string().exactOptional(),
  durationMinutes: serviceRules.durationMinutes,
  bufferBeforeMinutes: serviceRules.bufferMinutes,
  bufferAfterMinutes: serviceRules.bufferMinutes,
  capacity: serviceRules.capacity,
  hours: v.weeklyHours.readonly().exactOptional(),
  slotStepMinutes: policyRules.slotStepMinutes.exactOptional(),
  minNoticeMinutes: policyRules.minNoticeMinutes.exactOptional(),
  horizonDays: policyRules.horizonDays.exactOptional(),
  approval,
  perClient: perClient.exactOptional(),
  price: v.price.exactOptional(),
  active: z.boolean(),
})
export type Service = z.infer<typeof Service>

export const SavedService = z.object({ service: Service, ...changed })
