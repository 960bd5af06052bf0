// The core's values as answers and documents show them, field by field: what is new in the core is shown to nobody by itself.
import type { Professional } from '../contract/professional.ts'
import type { ShownTimeOff } from '../contract/schedule.ts'
import type { Service } from '../contract/service.ts'
import type { ShownActivity } from '../contract/session.ts'
import { withoutUnset } from '../contract/values/unset.ts'
import type { ActivityNow } from '../scheduling/free/activity.ts'
import type { TimeOff } from '../scheduling/model/calendar.ts'
import type { Slot } from '../scheduling/model/slot.ts'
import type { Instant } from '../time/instant.ts'

/** How an instant is written: `formatInstant` for answers, a Date for documents. */
export type Render<T> = (at: Instant) => T

const toShownContact = ({ phone, email }: NonNullable<Professional['contact']>) =>
  withoutUnset({ phone, email })

/** A professional as everybody may know them. */
export function toShownProfessional({
  professionalId,
  name,
  headline,
  about,
  photoUrl,
  location,
  online,
  contact,
  specialties,
  timeZone,
  active,
  policy,
}: Professional): Professional {
  return {
    professionalId,
    name,
    ...withoutUnset({ headline, about, photoUrl, location, online }),
    ...(contact && { contact: toShownContact(contact) }),
    specialties,
    timeZone,
    active,
    policy,
  }
}

/** A professional with the revision they are shown at. */
export function atRevision(professional: Professional, revision: number) {
  return { ...toShownProfessional(professional), revision }
}

/** A service as everybody may know it. */
export function toShownService({
  serviceId,
  professionalId,
  name,
  description,
  durationMinutes,
  bufferBeforeMinutes,
  bufferAfterMinutes,
  capacity,
  hours,
  slotStepMinutes,
  minNoticeMinutes,
  horizonDays,
  approval,
  perClient,
  price,
  active,
}: Service): Service {
  return {
    serviceId,
    professionalId,
    name,
    durationMinutes,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    capacity,
    ...withoutUnset({ description, hours, slotStepMinutes, minNoticeMinutes, horizonDays }),
    ...withoutUnset({ perClient, price }),
    approval,
    active,
  }
}

/** What a professional is doing. */
export function toShownActivity<T>(
  { state, until, message }: ActivityNow,
  render: Render<T>,
): ShownActivity<T> {
  return {
    state,
    ...withoutUnset({ until: until === undefined ? undefined : render(until) }),
    ...withoutUnset({ message }),
  }
}

/** A free start. */
export function toShownSlot<T>({ start, end, seatsLeft }: Slot, render: Render<T>) {
  return { start: render(start), end: render(end), seatsLeft }
}

/** Time off as its owner sees it. */
export function toShownTimeOff<T>(
  { timeOffId, start, end, startDate, endDate, note }: TimeOff,
  render: Render<T>,
): ShownTimeOff<T> {
  return {
    timeOffId,
    start: render(start),
    end: render(end),
    ...withoutUnset({ startDate, endDate, note }),
  }
}
