// Tokens of pages that we never made, or made for somebody or something else.
import type { Chance } from '../chance.ts'
import type { PageToken, Stage } from '../stage.ts'
import type { Role, Shot } from '../wire/shot.ts'

/** A token with another position in it, and the signature that it had. */
function withPosition(token: string, position: unknown): string {
  const [content = '', signature = ''] = token.split('.')
  const [hash, until] = JSON.parse(Buffer.from(content, 'base64url').toString()) as unknown[]
  return `${Buffer.from(JSON.stringify([hash, until, position])).toString('base64url')}.${signature}`
}

const POSITIONS = [
  null,
  0,
  '',
  [],
  {},
  { __proto__: 1 },
  "' or 1=1; --",
  { start: -1, bookingId: 'x' },
  9e15,
  'a\u0000',
]

/** Ways to alter a token; none of them may be believed. */
const FORGED: readonly (readonly [string, (token: string, chance: Chance) => string])[] = [
  ['with another position', (token, chance) => withPosition(token, chance.pick(POSITIONS))],
  ['without its signature', (token) => token.split('.')[0] ?? ''],
  ['with an empty signature', (token) => `${token.split('.')[0] ?? ''}.`],
  ['with three parts', (token) => `${token}.${token.split('.')[1] ?? ''}`],
  ['its parts changed over', (token) => token.split('.').toReversed().join('.')],
  ['cut off', (token, chance) => token.slice(0, 1 + chance.below(token.length - 2))],
  [
    'with one letter changed',
    (token, chance) => {
      const at = chance.below(token.length - 1)
      const other = token[at] === 'A' ? 'B' : 'A'
      return `${token.slice(0, at)}${other}${token.slice(at + 1)}`
    },
  ],
  ['of lists', () => `${Buffer.from('['.repeat(500)).toString('base64url')}.AAAA`],
  ['of a thousand letters', () => 'A'.repeat(1_000)],
]

type Parameters = Readonly<Record<string, string>>

const toTarget = (name: string, parameters: Parameters) =>
  `/${name}?${new URLSearchParams(parameters).toString()}`

/** What the token is used for in place of what it was made for. */
function misuse(
  { name, parameters, role, token }: PageToken,
  { pageTokens, professionals }: Stage,
  chance: Chance,
): {
  readonly what: string
  readonly role: Role
  readonly name: string
  readonly parameters: Parameters
  readonly isForged: boolean
} {
  const way = chance.below(4)
  if (way === 0) {
    const [what, forge] = chance.pick(FORGED)
    return {
      what,
      role,
      name,
      parameters: { ...parameters, pageToken: forge(token, chance) },
      isForged: true,
    }
  }
  if (way === 1) {
    const other = chance.pick(pageTokens)
    const isSame =
      other.name === name && JSON.stringify(other.parameters) === JSON.stringify(parameters)
    return {
      what: `of ${name} for ${other.name}`,
      role: other.role,
      name: other.name,
      parameters: { ...other.parameters, pageToken: token },
      isForged: !isSame,
    }
  }
  if (way === 2) {
    const more =
      name === 'list-bookings' ? { order: 'desc' } : { professionalId: professionals[1]?.id ?? '' }
    const isOther = Object.entries(more).some(([key, value]) => parameters[key] !== value)
    return {
      what: 'with other parameters',
      role,
      name,
      parameters: { ...parameters, ...more, pageToken: token },
      isForged: isOther,
    }
  }
  // The same question of somebody else: they may be answered, with what is theirs.
  const stranger = chance.pick<Role>(['client', 'other', 'owner', 'otto', 'nobody'])
  return {
    what: `of ${role} by ${stranger}`,
    role: stranger,
    name,
    parameters: { ...parameters, pageToken: token },
    isForged: false,
  }
}

/** A token of a page that is used for what it was not made for. */
export function pageTokens(stage: Stage, chance: Chance): Shot {
  const { what, role, name, parameters, isForged } = misuse(
    chance.pick(stage.pageTokens),
    stage,
    chance,
  )
  const authorization = stage.authorization(role)
  return {
    kind: 'page tokens',
    what: `${name}, a token ${what}`,
    fire: async (wire) => {
      const answer = await wire.send(role, name, {
        method: 'GET',
        target: toTarget(name, parameters),
        headers: authorization === undefined ? [] : [['Authorization', authorization]],
      })
      return isForged && answer?.status === 200
        ? [{ kind: 'forged', seen: `a token ${what} was believed` }]
        : []
    },
  }
}
