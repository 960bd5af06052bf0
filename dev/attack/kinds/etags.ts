// Tags of what somebody else was answered: whoever names one is told "unchanged" only where their own answer has that tag too.
import type { Chance } from '../chance.ts'
import type { Finding } from '../judge/finding.ts'
import type { Stage } from '../stage.ts'
import type { Answer, Role, Shot, Wire } from '../wire/shot.ts'

const ROLES: readonly Role[] = ['client', 'other', 'owner', 'otto', 'admin']

/** `"abc"` of `W/"abc"`. */
const bare = (tag: string) => tag.replace(/^W\//, '')

/** @param before what the caller is answered without a tag, and `after` the same once more: it may change in between */
function judge(before: Answer, told: Answer, after: Answer, tag: string): readonly Finding[] {
  const own = before.headers.get('etag')
  const isSteady = own !== undefined && own === after.headers.get('etag')
  if (told.status === 304 && isSteady && bare(own) !== bare(tag))
    return [
      {
        kind: 'foreign',
        seen: `304 to the tag ${tag} of another answer; the caller's own has ${own}`,
      },
    ]
  const isPrivate = /\bprivate\b/.test(before.headers.get('cache-control') ?? '')
  const varies = /\bauthorization\b/i.test(before.headers.get('vary') ?? '')
  return own !== undefined && !(isPrivate && varies)
    ? [{ kind: 'foreign', seen: 'a tagged answer that a shared cache may keep for others' }]
    : []
}

/** Asks as one, then as another with the first one's tag. */
export function etags(stage: Stage, chance: Chance): Shot {
  const [first, second] = [chance.pick(ROLES), chance.pick(ROLES)]
  const { id, serviceId } = chance.pick(stage.professionals)
  const range = `from=${stage.pools['start']?.[0] ?? ''}&to=${stage.pools['start']?.[1] ?? ''}`
  const [name, query] = chance.pick([
    ['get-professional', `professionalId=${id}`],
    ['search-availability', `professionalId=${id}&serviceId=${serviceId}&${range}`],
    ['search-professionals', 'pageSize=5'],
  ] as const)
  const ask = (wire: Wire, role: Role, headers: readonly (readonly [string, string])[] = []) =>
    wire.send(role, name, {
      method: 'GET',
      target: `/${name}?${query}`,
      headers: [['Authorization', stage.authorization(role) ?? ''], ...headers],
    })
  return {
    kind: 'tags',
    what: `${name} as ${first}, then as ${second} with that tag`,
    fire: async (wire) => {
      const tag = (await ask(wire, first))?.headers.get('etag')
      if (tag === undefined) return []
      const sent = chance.pick([tag, `W/${tag}`, `"x", ${tag}`])
      const before = await ask(wire, second)
      const told = await ask(wire, second, [['If-None-Match', sent]])
      const after = await ask(wire, second)
      return told && before?.status === 200 && after ? judge(before, told, after, tag) : []
    },
  }
}
