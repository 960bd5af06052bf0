// The professionals whom clients book: in several zones, with a class, limits, manual approval, and sessions so short that they are held.
import type { FunctionName } from '../../../functions/manifest.ts'
import type { GoodClient } from './good-client.ts'
import type { Person } from './people.ts'

export interface OfferedService {
  readonly serviceId: string
}

export interface Practice {
  readonly owner: Person
  readonly professionalId: string
  readonly services: readonly [OfferedService, ...OfferedService[]]
}

interface Plan {
  readonly timeZone: string
  readonly policy: object
  readonly services: readonly Readonly<Record<string, string | number>>[]
}

/** What all look ahead: few days, so that they are full soon. */
const HORIZON_DAYS = 3

/** The zones change their clocks, or begin a day, at 01:00 UTC of the day of the European clock change; or have neither. */
export const PLANS: readonly Plan[] = [
  {
    timeZone: 'Atlantic/Azores',
    policy: {},
    services: [
      { name: 'Call', durationMinutes: 5, slotStepMinutes: 5 },
      { name: 'Class', durationMinutes: 20, capacity: 5, slotStepMinutes: 10 },
    ],
  },
  {
    timeZone: 'Europe/Berlin',
    policy: { maxMinutesPerDay: 600 },
    services: [
      {
        name: 'Session',
        durationMinutes: 45,
        bufferBeforeMinutes: 5,
        bufferAfterMinutes: 10,
        slotStepMinutes: 15,
      },
      { name: 'Asked for', durationMinutes: 30, approval: 'manual', slotStepMinutes: 15 },
    ],
  },
  {
    timeZone: 'America/New_York',
    policy: {
      maxBookingsPerDay: 5,
      maxBookingsPerWeek: 12,
      perClient: { maxUpcoming: 3, maxPerDay: 2 },
    },
    services: [
      { name: 'Consultation', durationMinutes: 30 },
      { name: 'Group', durationMinutes: 60, capacity: 3 },
    ],
  },
  {
    timeZone: 'Asia/Kolkata',
    policy: { cancelNoticeMinutes: 60 },
    services: [{ name: 'Lesson', durationMinutes: 55, bufferAfterMinutes: 5, capacity: 2 }],
  },
  {
    timeZone: 'Atlantic/Cape_Verde',
    policy: { weekStartsOn: 7 },
    services: [
      { name: 'Check', durationMinutes: 5, slotStepMinutes: 5, approval: 'manual' },
      { name: 'Visit', durationMinutes: 15, bufferAfterMinutes: 5 },
    ],
  },
]

const ALWAYS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '00:00', end: '24:00' }))

/** Sends a command that nothing may keep from being carried out. @throws with what became of it else */
async function must<T>(
  client: GoodClient,
  person: Person,
  name: FunctionName,
  body: Readonly<Record<string, unknown>>,
): Promise<T> {
  const key = client.newKey()
  const answer = await client.command(person, name, body, key)
  if (answer) return answer as T // as the contract says
  const { outcome, reason, unclear } = client.commands.find((one) => one.key === key) ?? {}
  throw new Error(
    `the practices could not be made: ${name} was ${outcome}, ${reason ?? 'without a reason'}, after ${unclear} unclear answers`,
  )
}

/** Makes one of them, without any fault yet. */
export async function openPractice(
  client: GoodClient,
  owner: Person,
  { timeZone, policy, services }: Plan,
): Promise<Practice> {
  const made = await must<{ professional: { professionalId: string } }>(
    client,
    owner,
    'save-professional',
    {
      name: owner.name,
      timeZone,
      policy: { horizonDays: HORIZON_DAYS, ...policy },
    },
  )
  const { professionalId } = made.professional
  const offered: OfferedService[] = []
  for (const service of services) {
    const saved = await must<{ service: { serviceId: string } }>(
      client,
      owner,
      'save-service',
      service,
    )
    const { serviceId } = saved.service
    offered.push({ serviceId })
  }
  await must(client, owner, 'set-working-hours', { hours: ALWAYS, effectiveFrom: '2026-01-05' })
  await must(client, owner, 'register-device', { token: owner.deviceToken, platform: 'web' })
  const [first, ...more] = offered
  if (!first) throw new Error('a practice offers nothing')
  return { owner, professionalId, services: [first, ...more] }
}
