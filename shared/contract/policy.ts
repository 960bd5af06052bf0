// A professional's rules: by them starts are offered, refused, and given back.
import * as z from 'zod'
import * as v from './values/values.ts'

const bookingsOfOne = v.whole(1, 1000)

/** How many bookings one client may have: still to come, on one local date, in one week. */
export const perClient = z.strictObject({
  maxUpcoming: bookingsOfOne.exactOptional(),
  maxPerDay: bookingsOfOne.exactOptional(),
  maxPerWeek: bookingsOfOne.exactOptional(),
})
export type PerClient = z.infer<typeof perClient>

/** The same as it is sent: absent fields keep their value, `null` clears one. */
export const perClientPatch = z.strictObject({
  maxUpcoming: bookingsOfOne.nullable().optional(),
  maxPerDay: bookingsOfOne.nullable().optional(),
  maxPerWeek: bookingsOfOne.nullable().optional(),
})

/** The range of each rule; a service may have a step, a notice and a horizon of its own. */
export const policyRules = {
  slotStepMinutes: v.whole(5, 1440),
  minNoticeMinutes: v.whole(0, 525_600),
  horizonDays: v.whole(0, 730),
  maxBookingsPerDay: v.whole(1, 1000),
  maxBookingsPerWeek: v.whole(1, 1000),
  maxMinutesPerDay: v.whole(1, 1440),
  cancelNoticeMinutes: v.whole(0, 525_600),
  rescheduleNoticeMinutes: v.whole(0, 525_600),
  weekStartsOn: v.weekday,
  requireVerified: z.boolean(),
}

/** A policy as it is sent: absent fields keep their value, `null` clears an optional one. */
export const policyPatch = z.strictObject({
  slotStepMinutes: policyRules.slotStepMinutes.nullable().optional(),
  minNoticeMinutes: policyRules.minNoticeMinutes.optional(),
  horizonDays: policyRules.horizonDays.optional(),
  maxBookingsPerDay: policyRules.maxBookingsPerDay.nullable().optional(),
  maxBookingsPerWeek: policyRules.maxBookingsPerWeek.nullable().optional(),
  maxMinutesPerDay: policyRules.maxMinutesPerDay.nullable().optional(),
  cancelNoticeMinutes: policyRules.cancelNoticeMinutes.optional(),
  rescheduleNoticeMinutes: policyRules.rescheduleNoticeMinutes.optional(),
  weekStartsOn: policyRules.weekStartsOn.optional(),
  perClient: perClientPatch.nullable().optional(),
  requireVerified: policyRules.requireVerified.optional(),
})

/** A professional's rules, with the defaults of a new one. */
export const policy = z.strictObject({
  slotStepMinutes: policyRules.slotStepMinutes.exactOptional(),
  minNoticeMinutes: policyRules.minNoticeMinutes.default(0),
  horizonDays: policyRules.horizonDays.default(60),
  maxBookingsPerDay: policyRules.maxBookingsPerDay.exactOptional(),
  maxBookingsPerWeek: policyRules.maxBookingsPerWeek.exactOptional(),
  maxMinutesPerDay: policyRules.maxMinutesPerDay.exactOptional(),
  cancelNoticeMinutes: policyRules.cancelNoticeMinutes.default(0),
  rescheduleNoticeMinutes: policyRules.rescheduleNoticeMinutes.default(0),
  weekStartsOn: policyRules.weekStartsOn.default(1),
  perClient: perClient.exactOptional(),
  requireVerified: policyRules.requireVerified.default(false),
})
export type Policy = z.infer<typeof policy>
