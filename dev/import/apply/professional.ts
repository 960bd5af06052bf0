// One professional from the profile to the hours. What opens the calendar to clients comes last: until everybody who has a
// booking is in, nobody can take their time.
import { formatDate } from '../../../shared/time/date.ts'
import { findZone, toLocalDay } from '../../../shared/time/zone.ts'
import { finding } from '../plan/finding.ts'
import type { PlannedBooking, PlannedProfessional, PlannedService } from '../plan/plan.ts'
import { type Clients, carryBooking } from './bookings.ts'
import { carryDates, carryHours, carryTimeOff } from './hours.ts'
import { type Observed, type Owner, findProfessional, nameOwner, observe } from './observe.ts'
import { patiently } from './patience.ts'
import { type Run, carry, keyOf } from './run.ts'
import { carryService, finishService, reopenService } from './services.ts'
import { compare } from './compare.ts'

/** What the calendar of one professional is imported with. */
export interface Import {
  readonly run: Run
  readonly clients: Clients
  readonly now: () => number
  readonly owner: Owner
}

/** The calendar as it was before, where there is one. */
async function findBefore(
  { run, now, owner }: Import,
  planned: PlannedProfessional,
): Promise<Observed | undefined> {
  const { calls, patience, journal } = run
  if (!calls) return undefined
  const noted = journal.find(keyOf({ professional: planned.key, kind: 'professional', key: '' }))
  const id = noted?.id ?? (await findProfessional(calls, patience, owner))?.professionalId
  return id === undefined ? undefined : observe(calls, patience, id, now())
}

async function carryProfile(
  { run, owner }: Import,
  { key, at, profile }: PlannedProfessional,
  before: Observed | undefined,
): Promise<string | undefined> {
  // Nothing can be booked with somebody who is inactive: that comes last.
  const { active: _, ...told } = profile
  return carry(run, {
    kind: 'professional',
    professional: key,
    key: '',
    at,
    content: profile,
    adopt: () => before?.schedule.professional.professionalId,
    create: async (calls, keyed) => {
      const body = { ...nameOwner(owner), ...told }
      return (await calls.saveProfessional(body, keyed(body))).professional.professionalId
    },
    change: (calls, id, keyed) => {
      const body = { professionalId: id, ...told }
      return calls.saveProfessional(body, keyed(body))
    },
  })
}

/** That somebody was made inactive, in the journal. */
const CLOSED = { kind: 'hours', key: 'closed' } as const

/** Somebody who is inactive here cannot be booked: for bookings that the source has got since, they are active again. */
async function reopenProfile(
  { run }: Import,
  planned: PlannedProfessional,
  professionalId: string | undefined,
): Promise<void> {
  const closed = { professional: planned.key, ...CLOSED }
  const { calls, journal, isDry, patience } = run
  if (!calls || isDry || professionalId === undefined || !journal.find(keyOf(closed))) return
  if (!planned.bookings.some((one) => isNew(run, planned, one))) return
  await patiently(patience, () => calls.saveProfessional({ professionalId, active: true }))
  // So that it is closed again at the end, whatever happens in between.
  journal.note(keyOf(closed), { hash: 'open' })
}

async function closeProfile(
  { run }: Import,
  { key, at, profile }: PlannedProfessional,
  professionalId: string | undefined,
): Promise<void> {
  if (profile.active !== false || (professionalId === undefined && !run.isDry)) return
  const close: Parameters<typeof carry>[1]['create'] = async (calls, keyed) => {
    const body = { professionalId, active: false }
    await calls.saveProfessional(body, keyed(body))
    return ''
  }
  const thing = { ...CLOSED, professional: key, at, content: false }
  await carry(run, { ...thing, create: close, change: (calls, _, keyed) => close(calls, keyed) })
}

const isNew = ({ journal }: Run, { key: professional }: PlannedProfessional, one: PlannedBooking) =>
  !one.isCancelled && !journal.find(keyOf({ professional, kind: 'booking', key: one.key }))

/** Imports one professional; compares at the end what is there with what was planned. */
export async function importProfessional(
  given: Import,
  planned: PlannedProfessional,
): Promise<void> {
  const { run, clients, now } = given
  const before = await findBefore(given, planned)
  const zone = before?.schedule.professional.timeZone
  if (zone !== undefined && zone !== planned.profile.timeZone) {
    const reason = `the calendar here keeps ${zone}: its hours would be others`
    const done = 'nothing of this professional imported; set the same zone on both sides'
    run.tally.count('professional', 'leftOut')
    const { at, profile } = planned
    run.findings.push(finding('left out', at, 'timeZone', profile.timeZone, reason, done))
    return
  }
  const professionalId = await carryProfile(given, planned, before)
  if (professionalId === undefined && !run.isDry) {
    const reason = 'its professional was left out'
    run.findings.push(finding('left out', planned.at, 'professional', planned.key, reason))
    return
  }
  await reopenProfile(given, planned, professionalId)
  const whose = { run, professional: planned.key, professionalId }
  const bookings = Map.groupBy(planned.bookings, ({ serviceKey }) => serviceKey)
  const made: (readonly [PlannedService, string | undefined])[] = []
  const observed = before?.bookings ?? []
  const services = before?.schedule.services ?? []
  // What is not offered is open while its bookings are made: first, so that it does not count with what is offered.
  const inTurn = planned.services.toSorted((one, other) => +one.isOffered - +other.isOffered)
  for (const service of inTurn) {
    const serviceId = await carryService(whose, service, services)
    made.push([service, serviceId])
    const ofService = bookings.get(service.key) ?? []
    if (ofService.some((one) => isNew(run, planned, one)))
      await reopenService(whose, service, serviceId)
    for (const booking of ofService)
      if (serviceId !== undefined || run.isDry)
        await carryBooking(run, planned.key, booking, serviceId, observed, clients)
      else {
        run.tally.count('booking', 'leftOut')
        const reason = 'its service was left out'
        run.findings.push(finding('left out', booking.at, 'service', service.key, reason))
      }
    await finishService(whose, service, serviceId, 'offer', services)
  }
  const own = findZone(planned.profile.timeZone)
  const today = own ? formatDate(toLocalDay(own, now())) : ''
  const times = { run, planned, professionalId, observed: before, today }
  await carryTimeOff(times)
  await carryDates(times)
  for (const [service, serviceId] of made)
    await finishService(whose, service, serviceId, 'hours', services)
  await carryHours(times)
  await closeProfile(given, planned, professionalId)
  if (run.calls && professionalId !== undefined)
    await compare(run, run.calls, planned, professionalId, now())
}
