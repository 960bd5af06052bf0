// The one neutral plan that every source is turned into: what is to be there, in the contract's words, and where it comes from.
import type { z } from 'zod'
import type { SaveProfessional } from '../../../shared/contract/professional.ts'
import type { SaveService } from '../../../shared/contract/service.ts'
import type { WallInterval, WeeklyInterval } from '../../../shared/contract/values/values.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import type { Place } from './finding.ts'

/** What `save-professional` is told of somebody. */
export type Profile = Omit<
  z.input<typeof SaveProfessional>,
  'professionalId' | 'ownerUid' | 'validateOnly'
> & { readonly name: string; readonly timeZone: string }

/** What `save-service` is told, its hours aside. */
export type Offer = Omit<
  z.input<typeof SaveService>,
  'professionalId' | 'serviceId' | 'validateOnly' | 'active' | 'hours'
> & { readonly name: string; readonly durationMinutes: number }

/** Everything that is planned stands somewhere in the source, and has a key that is the same at every run. */
interface Sourced {
  /** Unique among its kind within its professional. */
  readonly key: string
  readonly at: Place
}

export interface PlannedService extends Sourced {
  readonly offer: Offer
  /** Instead of the working hours. */
  readonly hours?: readonly WeeklyInterval[]
  /** Whether clients may book it here; bookings that the source has of it are imported either way. */
  readonly isOffered: boolean
}

/** The weekly hours from a date on; from today where there is none. */
export interface PlannedHours extends Sourced {
  readonly hours: readonly WeeklyInterval[]
  readonly effectiveFrom?: string
}

/** The hours of one date instead of the weekly ones; none closes it. */
export interface PlannedDate extends Sourced {
  readonly date: string
  readonly intervals: readonly WallInterval[]
}

export interface PlannedTimeOff extends Sourced {
  readonly span:
    | { readonly startDate: string; readonly endDate: string }
    | { readonly start: Instant; readonly end: Instant }
  readonly note?: string
}

/** A person as the source knows them. */
export interface PlannedClient {
  readonly name: string
  readonly email?: string
  readonly phone?: string
}

export interface PlannedBooking extends Sourced {
  readonly serviceKey: string
  readonly start: Instant
  readonly durationMinutes: number
  readonly seats: number
  readonly client: PlannedClient
  readonly note?: string
  readonly timeZone?: string
  /** Called off in the source: not imported, and told where an earlier run had imported it. */
  readonly isCancelled: boolean
}

export interface PlannedProfessional extends Sourced {
  readonly profile: Profile
  /** By which their account is found, where it is not named. */
  readonly email?: string
  readonly ownerUid?: string
  readonly services: readonly PlannedService[]
  readonly hours: readonly PlannedHours[]
  readonly dates: readonly PlannedDate[]
  readonly timeOff: readonly PlannedTimeOff[]
  readonly bookings: readonly PlannedBooking[]
}

/** Where a plan can come from. */
export const SOURCES = ['cal.com', 'easyappointments', 'csv'] as const
export type SourceName = (typeof SOURCES)[number]
