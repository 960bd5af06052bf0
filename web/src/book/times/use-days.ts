// The viewer's days of a service: live as far as the documents reach, asked for beyond.
import type { ProfessionalDocument } from '../../../../client/index.ts'
import { type Seen, useAsked, useLive } from '../../app/live.ts'
import { useAccount } from '../../app/session.ts'
import { addDays } from '../../words/when.ts'
import { type OpenDay, rangeOf, withAsked } from './days.ts'
import type { FreeStart } from './shown-slots.ts'

interface Which {
  readonly professional: ProfessionalDocument | undefined
  readonly serviceId: string | undefined
  readonly from: string
  readonly days: number
  readonly zone: string
}

const toStart = (slot: {
  readonly start: string
  readonly end: string
  readonly seatsLeft: number
}) => ({
  start: new Date(slot.start),
  end: new Date(slot.end),
  seatsLeft: slot.seatsLeft,
})

/** Follows them. */
export function useDays({
  professional,
  serviceId,
  from,
  days,
  zone,
}: Which): Seen<readonly OpenDay[]> {
  // Visitors hold nothing, and may not ask for documents of their own.
  const uid = useAccount()?.uid
  const professionalId = professional?.professionalId
  const live = useLive(
    'watchDays',
    professionalId === undefined || serviceId === undefined
      ? undefined
      : {
          professionalId,
          serviceId,
          from,
          days,
          timeZone: zone,
          ...(uid !== undefined && { uid }),
        },
  )
  const first = live.data?.find(({ beyond }) => beyond)?.date
  const horizon = professional?.services.find((one) => one.serviceId === serviceId)?.horizonDays
  const reachesBeyond = first !== undefined && horizon !== undefined && horizon > DOCUMENTED_DAYS
  const asked = useAsked(
    reachesBeyond
      ? `days ${serviceId} ${first} ${days} ${zone} ${professional?.revision}`
      : undefined,
    async (client, signal): Promise<readonly FreeStart[]> => {
      if (professionalId === undefined || serviceId === undefined || first === undefined) return []
      const range = rangeOf(first, addDays(from, days - 1))
      const input = { professionalId, serviceId, ...range }
      const { slots } = await client.call.searchAvailability(input, { signal })
      return slots.map(toStart)
    },
  )
  if (!reachesBeyond || !live.data) return live
  const data = asked.data && withAsked(live.data, asked.data, zone)
  return { ...asked, data, asOf: live.asOf }
}

/** Documents of days reach so far at most. */
const DOCUMENTED_DAYS = 120
const SEARCH_DAYS = 62

/**
 * The soonest free start after the days that are in view, where those have none; before them, where there is none after.
 * Null: there is none at all.
 */
export function useNextFree(
  professional: ProfessionalDocument,
  serviceId: string | undefined,
  after: string | undefined,
): Seen<Date | null> {
  const { professionalId, revision, nextFree } = professional
  const soonest = serviceId === undefined ? null : (nextFree[serviceId] ?? null)
  const key =
    after === undefined || serviceId === undefined
      ? undefined
      : `next ${serviceId} ${after} ${revision}`
  return useAsked(key, async (client, signal) => {
    if (after === undefined || serviceId === undefined) return null
    const { from } = rangeOf(after, after)
    const to = new Date(from.getTime() + SEARCH_DAYS * 86_400_000)
    const input = { professionalId, serviceId, from, to }
    const { slots } = await client.call.searchAvailability(input, { signal })
    return slots[0] ? new Date(slots[0].start) : soonest
  })
}
