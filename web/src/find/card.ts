// What Find shows of a professional: the same card from the live document and from an answer of search-professionals.
import type { FoundProfessional, ProfessionalDocument } from '../../../client/index.ts'

export interface CardService {
  readonly serviceId: string
  readonly name: string
  readonly durationMinutes: number
  readonly price?: { readonly amountMinor: number; readonly currency: string }
}

export interface Card {
  readonly professionalId: string
  readonly name: string
  readonly headline?: string
  readonly photoUrl?: string
  readonly specialties: readonly string[]
  readonly timeZone: string
  readonly activity: {
    readonly state: ProfessionalDocument['activity']['state']
    readonly until?: Date
  }
  readonly services: readonly CardService[]
  readonly nextSlots: readonly {
    readonly serviceId: string
    readonly start: Date
    readonly seatsLeft: number
  }[]
}

/** The card of a live document. */
export function ofDocument(document: ProfessionalDocument): Card {
  const { professionalId, name, headline, photoUrl, specialties, timeZone } = document
  const { activity, services, nextSlots } = document
  return {
    professionalId,
    name,
    ...(headline !== undefined && { headline }),
    ...(photoUrl !== undefined && { photoUrl }),
    specialties,
    timeZone,
    activity,
    services,
    nextSlots,
  }
}

/** The card of a professional who was found by words. */
export function ofFound({ professional, services, activity, nextSlots }: FoundProfessional): Card {
  const { professionalId, name, headline, photoUrl, specialties, timeZone } = professional
  return {
    professionalId,
    name,
    ...(headline !== undefined && { headline }),
    ...(photoUrl !== undefined && { photoUrl }),
    specialties,
    timeZone,
    activity: {
      state: activity.state,
      ...(activity.until !== undefined && { until: new Date(activity.until) }),
    },
    services,
    nextSlots: nextSlots.map(({ serviceId, start, seatsLeft }) => ({
      serviceId,
      start: new Date(start),
      seatsLeft,
    })),
  }
}

/** The next starts, each once: two services that can begin at the same time are one choice here. */
export function startsOf({ nextSlots }: Card): Card['nextSlots'] {
  return nextSlots.filter(
    ({ start }, i) =>
      nextSlots.findIndex((other) => other.start.getTime() === start.getTime()) === i,
  )
}
