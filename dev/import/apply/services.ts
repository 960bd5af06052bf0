// Services: made open, since bookings need that; those that are not offered are closed behind their last booking.
import type { Service } from '../../../client/types.ts'
import type { PlannedService } from '../plan/plan.ts'
import { hashOf } from '../plan/hash.ts'
import { patiently } from './patience.ts'
import { type Run, carry, keyOf } from './run.ts'

interface Whose {
  readonly run: Run
  readonly professional: string
  readonly professionalId: string | undefined
}

/** Makes a service, or finds the one of its name and length. */
export function carryService(
  { run, professional, professionalId }: Whose,
  { key, at, offer }: PlannedService,
  observed: readonly Service[],
): Promise<string | undefined> {
  const whose = professionalId === undefined ? {} : { professionalId }
  return carry(run, {
    kind: 'service',
    professional,
    key,
    at,
    content: offer,
    adopt: () =>
      observed.find(
        ({ name, durationMinutes, serviceId }) =>
          name === offer.name &&
          durationMinutes === offer.durationMinutes &&
          !run.journal.ids().has(serviceId),
      )?.serviceId,
    create: async (calls, keyed) => {
      const body = { ...whose, ...offer }
      return (await calls.saveService(body, keyed(body))).service.serviceId
    },
    change: (calls, serviceId, keyed) => {
      const body = { ...whose, serviceId, ...offer }
      return calls.saveService(body, keyed(body))
    },
  })
}

/** Opens a service again for bookings that the source has got since it was closed. */
export async function reopenService(
  { run, professional, professionalId }: Whose,
  { key, isOffered }: PlannedService,
  serviceId: string | undefined,
): Promise<void> {
  const { calls, journal, isDry, patience } = run
  const closed = { professional, kind: 'hours', key: `offer of service ${key}` } as const
  if (isOffered || !calls || isDry || serviceId === undefined || !journal.find(keyOf(closed)))
    return
  const whose = professionalId === undefined ? {} : { professionalId }
  await patiently(patience, () => calls.saveService({ ...whose, serviceId, active: true }))
  // So that it is closed again at the end, whatever happens in between.
  journal.note(keyOf(closed), { hash: 'open' })
}

/** Gives a service its own hours, or takes it out of the offer. */
export async function finishService(
  { run, professional, professionalId }: Whose,
  { key, at, hours, isOffered }: PlannedService,
  serviceId: string | undefined,
  part: 'hours' | 'offer',
  observed: readonly Service[],
): Promise<void> {
  const fields =
    part === 'hours' ? hours && { hours } : isOffered ? undefined : { active: false as const }
  if (!fields || (serviceId === undefined && !run.isDry)) return
  const whose = professionalId === undefined ? {} : { professionalId }
  const body = { ...whose, ...(serviceId !== undefined && { serviceId }), ...fields }
  const before = observed.find((one) => one.serviceId === serviceId)
  const present =
    part === 'hours' ? before?.hours && { hours: before.hours } : { active: before?.active }
  await carry(run, {
    kind: 'hours',
    professional,
    key: `${part} of service ${key}`,
    at,
    content: fields,
    adopt: () => (hashOf(present) === hashOf(fields) ? '' : undefined),
    create: async (calls, keyed) => {
      await calls.saveService(body, keyed(body))
      return ''
    },
    change: (calls, _, keyed) => calls.saveService(body, keyed(body)),
  })
}
