// What the client's types are called: the words of the contract, each by the schema that has its fields.
import * as z from 'zod'
import { Account } from '../../shared/contract/account.ts'
import { ExplainedAvailability, Slot } from '../../shared/contract/availability.ts'
import { OneBooking, client, override } from '../../shared/contract/booking.ts'
import { DOCUMENTS as LIVE, IN_DOCUMENTS } from '../../shared/contract/described/documents.ts'
import type { Said } from '../../shared/contract/described/said.ts'
import { Problem } from '../../shared/contract/faults/problem.ts'
import { REASONS, TIME_REASONS } from '../../shared/contract/faults/reasons.ts'
import { ChangesPage } from '../../shared/contract/list-changes.ts'
import { CHANGE_TYPES } from '../../shared/contract/messages/change.ts'
import { DeliveriesPage } from '../../shared/contract/notification.ts'
import { policy, policyPatch } from '../../shared/contract/policy.ts'
import { ShownProfessional, location } from '../../shared/contract/professional.ts'
import { FoundProfessionals } from '../../shared/contract/professionals.ts'
import { FoundSchedule } from '../../shared/contract/schedule.ts'
import { Service } from '../../shared/contract/service.ts'
import { Activity } from '../../shared/contract/session.ts'
import { ACTIVITY_STATES, ACTOR_KINDS, STATUSES } from '../../shared/contract/status.ts'
import * as v from '../../shared/contract/values/values.ts'

export interface Named {
  readonly name: string
  readonly schema: z.ZodType
  readonly about: string
}

const found = FoundProfessionals.shape.professionals.unwrap().element

/** Named wherever they occur: in requests, answers and documents. */
export const VALUES: readonly Named[] = [
  { name: 'Reason', schema: z.enum(REASONS), about: 'Why a request was refused.' },
  { name: 'TimeReason', schema: z.enum(TIME_REASONS), about: 'Why a start cannot be booked.' },
  { name: 'Status', schema: z.enum(STATUSES), about: 'The life of a booking.' },
  { name: 'ActorKind', schema: z.enum(ACTOR_KINDS), about: 'Who did something.' },
  {
    name: 'ActivityState',
    schema: z.enum(ACTIVITY_STATES),
    about: 'What a professional does now.',
  },
  { name: 'ChangeType', schema: z.enum(CHANGE_TYPES), about: 'What happened to a calendar.' },
  { name: 'Override', schema: override, about: 'A rule that owner and admin may set aside.' },
  {
    name: 'Price',
    schema: v.price,
    about: 'Money: an amount in the minor unit of an ISO 4217 currency.',
  },
  {
    name: 'WallInterval',
    schema: v.wallInterval,
    about: '`HH:MM` to `HH:MM`; an end before the start is on the next day.',
  },
  {
    name: 'WeeklyInterval',
    schema: v.weeklyHours.element,
    about: 'Hours of a weekday, 1 = Monday … 7 = Sunday.',
  },
  {
    name: 'PolicyPatch',
    schema: policyPatch,
    about: 'Rules as they are sent: absent fields keep their value, null clears.',
  },
]

/** Named in answers, where instants are text. */
export const ANSWERED: readonly Named[] = [
  { name: 'Slot', schema: Slot, about: 'A start at which a booking would be accepted now.' },
  {
    name: 'NextSlot',
    schema: found.shape.nextSlots.unwrap().element,
    about: 'A slot of one of several services.',
  },
  { name: 'BookingClient', schema: client, about: 'Who a booking is for.' },
  { name: 'Booking', schema: OneBooking.shape.booking, about: 'A booking as its parties see it.' },
  { name: 'Location', schema: location, about: 'Where a professional works.' },
  { name: 'Policy', schema: policy, about: "A professional's rules." },
  {
    name: 'Professional',
    schema: ShownProfessional,
    about: 'What a client may know of a professional.',
  },
  {
    name: 'Service',
    schema: Service,
    about: 'What a professional offers. Unset rules are those of the policy.',
  },
  { name: 'Activity', schema: Activity, about: 'What a professional is shown to be doing.' },
  {
    name: 'FoundProfessional',
    schema: found,
    about: 'A professional with what they offer, and their next free starts.',
  },
  {
    name: 'TimeOff',
    schema: FoundSchedule.shape.timeOff.unwrap().element,
    about: 'Time off as its owner sees it.',
  },
  { name: 'Schedule', schema: FoundSchedule, about: 'A schedule as its owner sees it.' },
  {
    name: 'Explanation',
    schema: ExplainedAvailability.shape.reasons.unwrap().element,
    about: 'A rule that refuses a start.',
  },
  {
    name: 'Change',
    schema: ChangesPage.shape.changes.unwrap().element,
    about: 'One thing that happened to a calendar.',
  },
  {
    name: 'Delivery',
    schema: DeliveriesPage.shape.deliveries.unwrap().element,
    about: 'What became of a message to somebody.',
  },
  { name: 'Account', schema: Account, about: 'An account as its owner sees it.' },
  {
    name: 'Problem',
    schema: Problem,
    about: 'The body of every answer that is not 200 (RFC 9457).',
  },
]

const asNamed = ({ name, about, schemas: [schema] }: Said): Named => {
  if (!(schema instanceof z.ZodType)) throw new Error(`${name} has no schema`)
  return { name, schema, about }
}

/** The documents in Firestore, and what is named in them; their instants are Dates. */
export const DOCUMENTS: readonly Named[] = [
  ...Object.values(IN_DOCUMENTS).map(asNamed),
  ...Object.values(LIVE).map(({ said, path }) => ({
    ...asNamed(said),
    about: `\`${path}\`: ${said.about}`,
  })),
]
