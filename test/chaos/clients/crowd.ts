// Everybody who uses the system in a run: owners with their practices, clients, and those who leave and want to be forgotten.
import type { Chance } from '../chance.ts'
import type { System } from '../system/system.ts'
import { type GoodClient, openGoodClient } from './good-client.ts'
import { type Life, live, openClientLife, openOwnerLife } from './life.ts'
import { type Person, signUp } from './people.ts'
import { PLANS, type Practice, openPractice } from './practices.ts'

export interface Crowd {
  readonly client: GoodClient
  readonly practices: readonly [Practice, ...Practice[]]
  readonly people: readonly Person[]
  /** Who asked to be erased, and when by the functions' clock. */
  readonly erased: ReadonlyMap<Person, number>
  /** Looks at slots as somebody who has booked nothing. */
  readonly stranger: Person
  /** Lets everybody act until the signal; what is under way then is waited for. */
  readonly live: (signal: AbortSignal) => Promise<void>
  /** One of the clients leaves: erased, with all bookings, while the others go on. */
  readonly leave: () => Promise<void>
}

export interface CrowdSize {
  readonly clients: number
  readonly practices: number
  /** What each pauses between two acts, on average. */
  readonly pauseMillis: number
}

/** Asks for what nobody gets, so that there is something that must not be there. */
async function beRefused(client: GoodClient, person: Person, practice: Practice): Promise<void> {
  const [{ serviceId }] = practice.services
  const key = client.newKey()
  const start = '2020-01-01T00:00:00Z'
  await client.command(person, 'create-booking', { serviceId, start, note: key }, key)
}

/** Everybody at once, before the first fault. */
export async function gather(
  system: System,
  seed: number,
  chance: Chance,
  size: CrowdSize,
): Promise<Crowd> {
  const client = openGoodClient(system, chance.fork(), `${seed}`)
  const people: Person[] = []
  const join = async (role: string) => {
    const person = await signUp(system, role)
    people.push(person)
    return person
  }
  const practices = await Promise.all(
    PLANS.slice(0, size.practices).map(async (plan) =>
      openPractice(client, await join('Owner'), plan),
    ),
  )
  const [first, ...more] = practices
  if (!first) throw new Error('a crowd needs a practice')
  const around = { system, client, practices: [first, ...more] as const }
  const joinAsClient = async (): Promise<Life> => {
    const person = await join('Client')
    await client.command(person, 'register-device', { token: person.deviceToken, platform: 'ios' })
    await client.command(person, 'save-account', {
      name: person.name,
      phone: person.phone,
      notifications: { reminderMinutes: [5, 60] },
    })
    return openClientLife({ ...around, chance: chance.fork() }, person)
  }
  const clients = await Promise.all(Array.from({ length: size.clients }, joinAsClient))
  const owners = practices.map((practice) =>
    openOwnerLife({ ...around, chance: chance.fork() }, practice),
  )
  const stranger = await signUp(system, 'Stranger')
  await beRefused(client, stranger, first)
  const erased = new Map<Person, number>()
  const leaving = new Set<Life>()
  return {
    client,
    practices: around.practices,
    people,
    erased,
    stranger,
    live: async (signal) => {
      const lives = [...clients.filter((life) => !leaving.has(life)), ...owners]
      const acting = lives.map((life) => ({
        ...life,
        act: async () => {
          if (!leaving.has(life)) await life.act()
        },
      }))
      await live(acting, chance.fork(), size.pauseMillis, signal)
    },
    leave: async () => {
      const life = chance.find(clients.filter((one) => !leaving.has(one)))
      if (!life) return
      leaving.add(life)
      const done = await client.command(life.person, 'erase-account', {
        confirm: 'erase',
        cancelBookings: true,
      })
      if (done) erased.set(life.person, system.now())
    },
  }
}
