// Requests made from the published description, and changed: plain and callable, in fields, bytes, headers and the query string.
import type { Chance } from '../chance.ts'
import type { Operation, Published } from '../inputs/described.ts'
import { type Node, isList, pairsOf, toText } from '../inputs/json.ts'
import { breakBytes, mutate } from '../inputs/mutate.ts'
import { AWKWARD } from '../inputs/awkward.ts'
import type { Stage } from '../stage.ts'
import type { Role, Sent, Shot } from '../wire/shot.ts'
import { falseAuthorization, IS_REFUSED, oddHeader } from './headers.ts'

type Header = readonly [name: string, value: string]

/** Who asks, the more often who has more to ask for. */
const ROLES: readonly Role[] = [
  'client',
  'client',
  'other',
  'owner',
  'owner',
  'owner',
  'otto',
  'admin',
  'anonymous',
  'nobody',
]

const METHODS = [
  'PUT',
  'DELETE',
  'PATCH',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'GET',
  'POST',
  'PROPFIND',
  'SEARCH',
] as const

/** A query string; texts that no URL can hold are replaced. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed())

const QUERY_ODDITIES = ['&', '%', '%zz', '%00', '%ff%fe', 'a[b]=1', 'a[]=1&a[]=2', '__proto__=1', '__proto__[admin]=true', '=', '=1',
  'constructor=1&constructor=2', 'a=1;b=2', '?', '#x', '+', 'pageSize=1&pageSize=2', 'data=%7B%7D', 'professionalId[$ne]=1',
  'a='.repeat(2_000), 'a&'.repeat(3_000), 'toString=1', 'from=2026-11-23T10:00:00+01:00'] // prettier-ignore

function drawQuery(
  { drawValue }: Published,
  { parameters }: Operation,
  { pools }: Stage,
  chance: Chance,
): { readonly pairs: (readonly [string, string])[]; readonly node: Node } {
  const pairs = parameters.flatMap(({ name, required, schema }) => {
    if (!required && !chance.isIn(0.4)) return []
    const value = drawValue(schema, name, pools, chance)
    return [[name, value] as const]
  })
  const oneText = (value: Node) => (typeof value === 'string' ? value : toText(value))
  const asText = (value: Node): readonly string[] =>
    isList(value) ? value.map(oneText) : [oneText(value)]
  return {
    pairs: pairs.flatMap(([name, value]) => asText(value).map((text) => [name, text] as const)),
    node: { pairs },
  }
}

function mutateQuery(pairs: readonly (readonly [string, string])[], chance: Chance) {
  const awkward = () => chance.pick(chance.pick(AWKWARD))
  const at = chance.below(Math.max(1, pairs.length))
  const [name = 'x'] = pairs[at] ?? []
  const { node, what } = awkward()
  const value = typeof node === 'string' ? node : toText(node)
  const text = encoded(value).slice(0, 12_000)
  const query = pairs.map(
    ([key, one], i) => `${encoded(key)}=${i === at && chance.isIn(0.6) ? text : encoded(one)}`,
  )
  if (chance.isIn(0.3)) query.push(`${encoded(name)}=${text}`)
  if (chance.isIn(0.25)) query.push(chance.pick(QUERY_ODDITIES))
  return { query: query.join('&'), what: `?${name} ${what}` }
}

/** What of a request is wrong, and the request. */
interface Made {
  readonly sent: Sent
  readonly what: string
}

function makePost(
  published: Published,
  operation: Operation,
  stage: Stage,
  headers: Header[],
  chance: Chance,
): Made {
  const { name, isQuery, body } = operation
  const value = isQuery
    ? drawQuery(published, operation, stage, chance).node
    : published.drawValue(body, '', stage.pools, chance)
  const isCallable = isQuery || chance.isIn(0.45)
  const { node, what } = chance.isIn(0.12)
    ? { node: value, what: 'as it should be' }
    : mutate(value, chance)
  const text = toText(isCallable ? pairsOf({ data: node }) : node)
  const broken = chance.isIn(0.08) ? breakBytes(text, chance) : undefined
  const form = isCallable ? 'callable' : 'plain'
  return {
    sent: {
      method: 'POST',
      target: `/${name}`,
      headers: [...headers, ['Content-Type', 'application/json']],
      body: broken?.body ?? Buffer.from(text),
    },
    what: `${form}, ${broken ? `a body ${broken.what}` : what}`,
  }
}

function makeGet(
  published: Published,
  operation: Operation,
  stage: Stage,
  headers: Header[],
  chance: Chance,
): Made {
  const { pairs } = drawQuery(published, operation, stage, chance)
  const isRight = chance.isIn(0.12)
  const { query, what } = isRight
    ? { query: pairs.map((pair) => pair.map(encoded).join('=')).join('&'), what: 'as it should be' }
    : mutateQuery(pairs, chance)
  return {
    sent: { method: 'GET', target: `/${operation.name}?${query}`, headers },
    what: `plain, ${what}`,
  }
}

/** Who asks: whoever erases accounts does so from one that nobody else needs. */
const roleFor = ({ name }: Operation, chance: Chance): Role =>
  name === 'erase-account' ? chance.pick(['leaver', 'nobody', 'anonymous']) : chance.pick(ROLES)

/** A request to any function, changed somewhere. */
export function described(
  published: Published,
  stage: Stage,
  projectId: string,
  chance: Chance,
): Shot {
  const operation = chance.pick(published.operations)
  const role = roleFor(operation, chance)
  const authorization = stage.authorization(role)
  const headers: Header[] = []
  const isFalse = authorization !== undefined && operation.needsAccount && chance.isIn(0.04)
  const client = stage.accounts.client
  if (isFalse)
    headers.push(['Authorization', falseAuthorization(projectId, client.uid, client.token, chance)])
  else if (authorization !== undefined) headers.push(['Authorization', authorization])
  const odd = chance.isIn(0.1) ? oddHeader(chance) : undefined
  if (odd && chance.isIn(0.5)) headers.push(odd)
  const isPost = operation.isQuery ? chance.isIn(0.45) : !chance.isIn(0.05)
  const made = (isPost ? makePost : makeGet)(published, operation, stage, headers, chance)
  const method = chance.isIn(0.03) ? chance.pick(METHODS) : made.sent.method
  const sent: Sent = {
    ...made.sent,
    method,
    headers: odd && !headers.includes(odd) ? [...made.sent.headers, odd] : made.sent.headers,
  }
  const { name } = operation
  return {
    kind: 'described',
    what: `${name} by ${isFalse ? 'a false token' : role}: ${made.what}${odd ? `, ${odd[0]} odd` : ''}`,
    fire: async (wire) => {
      const answer = await wire.send(isFalse ? 'nobody' : role, name, sent)
      const isTaken = answer && !IS_REFUSED.includes(answer.status)
      // A preflight is answered before anybody is asked who they are.
      return isFalse && isTaken && method !== 'OPTIONS'
        ? [{ kind: 'forged', seen: `a token that is none was answered ${answer.status}` }]
        : []
    },
  }
}
