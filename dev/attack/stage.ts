// The scene of one round: two professionals, their clients and some bystanders, each with words that only some may ever read.
import { randomUUID } from 'node:crypto'
import { formatInstant } from '../../shared/time/instant.ts'
import type { Pools } from './inputs/described.ts'
import type { Account, Target } from './target/target.ts'
import type { Exchanged, Role, Wire } from './wire/shot.ts'
import { unsignedToken } from '../parts/unsigned-token.ts'

/** Roles with an account of their own. */
const PEOPLE = ['client', 'other', 'owner', 'otto', 'leaver', 'admin'] as const
type Person = (typeof PEOPLE)[number]

const DAY = 86_400_000

/** A token of the next page, and what it was made for. */
export interface PageToken {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
  readonly role: Role
  readonly token: string
}

export interface Stage {
  readonly accounts: Readonly<Record<Person, Account>>
  /** `Bearer …`; undefined for nobody. */
  readonly authorization: (role: Role) => string | undefined
  readonly professionals: readonly {
    readonly id: string
    readonly owner: Person
    readonly serviceId: string
  }[]
  readonly bookings: readonly { readonly id: string; readonly client: Person }[]
  readonly pools: Pools
  readonly pageTokens: readonly PageToken[]
  /** Why a text may not be shown to whoever asked; undefined where it may. */
  readonly isForeign: (text: string, exchanged: Exchanged) => string | undefined
  /** Takes note of what an answer makes lawful: who books with somebody shows them who they are. */
  readonly note: (exchanged: Exchanged) => void
  /** Tokens of this stage by what they are called. */
  readonly nameTokens: (text: string) => string
}

/** Words that stand in one place, and who may read them. */
interface Secret {
  readonly text: string
  readonly of: Person
  readonly readers: Set<Role>
}

type Fields = Readonly<Record<string, unknown>>

/** Makes it, by the functions alone. @throws where they do not let it be made */
export async function makeStage(target: Target, wire: Wire): Promise<Stage> {
  const signedUp = await Promise.all(
    PEOPLE.map(async (person) => {
      const secretName = `${person}-${randomUUID().slice(0, 13)}`
      return [
        person,
        await target.signUp(secretName, person === 'admin' ? { admin: true } : undefined),
      ] as const
    }),
  )
  const accounts = Object.fromEntries(signedUp) as Record<Person, Account>
  const anonymous = unsignedToken(target.projectId, accounts.leaver.uid, {
    firebase: { identities: {}, sign_in_provider: 'anonymous' },
  })
  const tokens: Record<Role, string | undefined> = {
    nobody: undefined,
    anonymous,
    ...(Object.fromEntries(signedUp.map(([person, { token }]) => [person, token])) as Record<
      Person,
      string
    >),
  }
  const authorization = (role: Role) => {
    const token = tokens[role]
    return token === undefined ? undefined : `Bearer ${token}`
  }

  const ask = async (role: Role, name: string, fields: Fields): Promise<Fields> => {
    const answer = await wire.send(role, name, {
      method: 'POST',
      target: `/${name}`,
      headers: [
        ['Authorization', authorization(role) ?? ''],
        ['Content-Type', 'application/json'],
      ],
      body: Buffer.from(JSON.stringify({ data: fields })),
    })
    if (answer?.status !== 200)
      throw new Error(
        `The scene cannot be set: ${name} is answered ${answer?.status ?? 'not at all'}: ${answer?.text ?? ''}`,
      )
    return (JSON.parse(answer.text) as { result: Fields }).result
  }

  const secrets: Secret[] = []
  const secret = (of: Person, readers: readonly Role[]): string => {
    const text = `secret ${of} ${randomUUID().slice(0, 18)}`
    secrets.push({ text, of, readers: new Set<Role>([of, 'admin', ...readers]) })
    return text
  }

  const makeProfessional = async (owner: Person) => {
    const saved = await ask(owner, 'save-professional', {
      name: `Dr. ${owner}`,
      timeZone: 'Europe/Berlin',
    })
    const { professionalId: id } = saved['professional'] as { professionalId: string }
    const made = await ask(owner, 'save-service', {
      name: 'Check-up',
      durationMinutes: 30,
      capacity: 3,
    })
    const { serviceId } = made['service'] as { serviceId: string }
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      start: '09:00',
      end: '17:00',
    }))
    await ask(owner, 'set-working-hours', { hours, effectiveFrom: '2020-01-01' })
    const off = await ask(owner, 'add-time-off', {
      startDate: dateIn(40),
      endDate: dateIn(41),
      note: secret(owner, []),
    })
    const { timeOffId } = off['timeOff'] as { timeOffId: string }
    for (const email of ['a@blocked.example', 'b@blocked.example'])
      await ask(owner, 'set-block', { email, blocked: true, note: secret(owner, []) })
    return { id, owner, serviceId, timeOffId }
  }
  const professionals = await Promise.all([makeProfessional('owner'), makeProfessional('otto')])

  const ownerOf = (id: string) => professionals.find((one) => one.id === id)?.owner
  const starts: string[] = []
  const bookings: { id: string; client: Person }[] = []
  for (const [client, owner] of [
    ['client', 'owner'],
    ['other', 'otto'],
    ['leaver', 'otto'],
  ] as const) {
    const professional = professionals.find((one) => one.owner === owner)
    if (!professional) throw new Error(`${owner} has no calendar`)
    const name = secret(client, [owner])
    await ask(client, 'save-account', { name, phone: `+49 30 5${Math.floor(Math.random() * 1e7)}` })
    const found = await ask(client, 'search-availability', {
      professionalId: professional.id,
      serviceId: professional.serviceId,
      from: instantIn(3),
      to: instantIn(5),
    })
    const free = (found['slots'] as readonly { start: string }[]).map(({ start }) => start)
    starts.push(...free.slice(0, 12))
    for (const start of free.slice(0, 2)) {
      const note = secret(client, [owner])
      const booked = await ask(client, 'create-booking', {
        serviceId: professional.serviceId,
        start,
        note,
      })
      bookings.push({ id: (booked['booking'] as { bookingId: string }).bookingId, client })
    }
  }

  const pageTokens = await firstPageTokens(
    ask,
    professionals.map(({ id }) => id),
  )
  const people = Object.entries(accounts) as [Person, Account][]
  // An address is a secret like any other; whoever has an account may be known to those whom they book with.
  for (const [person, { email }] of people) {
    const readers =
      bookings.filter(({ client }) => client === person).length > 0
        ? ([person === 'client' ? 'owner' : 'otto'] as const)
        : []
    secrets.push({ text: email, of: person, readers: new Set<Role>([person, 'admin', ...readers]) })
  }

  const ids = {
    professionalId: [...professionals.map(({ id }) => id), randomUUID()],
    serviceId: [...professionals.map(({ serviceId }) => serviceId), randomUUID()],
    bookingId: [...bookings.map(({ id }) => id), randomUUID()],
    timeOffId: [...professionals.map(({ timeOffId }) => timeOffId), randomUUID()],
    uid: [...people.map(([, { uid }]) => uid), 'nobody-at-all'],
  }
  const instants = [
    ...starts,
    instantIn(0.01),
    instantIn(1),
    instantIn(20),
    instantIn(61),
    instantIn(-2),
  ]
  const dates = [dateIn(0), dateIn(1), dateIn(7), dateIn(30), dateIn(300)]
  return {
    accounts,
    authorization,
    professionals,
    bookings,
    pageTokens,
    pools: {
      ...ids,
      holdId: ids.bookingId,
      reschedulingBookingId: ids.bookingId,
      clientUid: ids.uid,
      ownerUid: ids.uid,
      start: instants,
      from: instants,
      to: instants,
      until: instants,
      'date-time': instants,
      date: dates,
      dates,
      timeZone: ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'],
      // Blocks name people by their address; those of the scene would make lawful what is looked for.
      email: ['x@blocked.example', 'ana@example.com', 'grüße@exämple.de'],
      phone: ['+49 30 901820', '030 1', '0049 30 901820'],
      currency: ['EUR', 'JPY'],
      photoUrl: ['https://example.com/a.png'],
      uuid: Object.values(ids).flat(),
      pageToken: pageTokens.map(({ token }) => token),
      locale: ['de', 'en-US', 'zh-Hant-TW'],
      token: ['a-token', pageTokens[0]?.token ?? 'x'],
    },
    isForeign: (text, { role }) => {
      const leaked = secrets.find((one) => !one.readers.has(role) && text.includes(one.text))
      return leaked && `${role} reads ${JSON.stringify(leaked.text)}, which is ${leaked.of}’s`
    },
    note: ({ role, function: name, answers }) => {
      if (!/^(create-booking|hold-slot|reschedule-booking)$/.test(name)) return
      const text = answers.map((answer) => answer.text).join('\n')
      for (const { of, readers } of secrets) {
        const [with_] = professionals
          .filter(({ id }) => text.includes(id))
          .map(({ id }) => ownerOf(id))
        if (with_ && (of === role || text.includes(accounts[of].uid))) readers.add(with_)
      }
    },
    nameTokens: (text) =>
      people.reduce(
        (sum, [person, { token }]) => sum.replaceAll(token, `<token of ${person}>`),
        text,
      ),
  }
}

const instantIn = (days: number) => formatInstant(Date.now() + days * DAY)
const dateIn = (days: number) => instantIn(days).slice(0, 10)

/** Tokens that the lists give for pages of one row. */
async function firstPageTokens(
  ask: (role: Role, name: string, fields: Fields) => Promise<Fields>,
  [own = '', others = '']: readonly string[],
): Promise<readonly PageToken[]> {
  const wanted: readonly (readonly [Role, string, Readonly<Record<string, string>>])[] = [
    ['client', 'list-bookings', { as: 'client' }],
    ['other', 'list-bookings', { as: 'client' }],
    ['owner', 'list-bookings', { as: 'professional' }],
    ['otto', 'list-bookings', { as: 'professional', professionalId: others }],
    ['owner', 'list-changes', {}],
    ['otto', 'list-changes', { professionalId: others }],
    ['owner', 'list-blocks', {}],
    ['otto', 'list-blocks', { professionalId: others }],
    ['client', 'search-professionals', {}],
    ['admin', 'list-professionals', {}],
    ['admin', 'list-bookings', { as: 'professional', professionalId: own }],
  ]
  const told = await Promise.all(
    wanted.map(async ([role, name, parameters]) => {
      const { nextPageToken } = await ask(role, name, { ...parameters, pageSize: 1 })
      return typeof nextPageToken === 'string'
        ? [{ role, name, parameters, token: nextPageToken }]
        : []
    }),
  )
  return told.flat()
}
