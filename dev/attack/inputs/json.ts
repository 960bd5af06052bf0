// JSON as an attacker writes it: keys that come twice or are called __proto__, numbers that no double holds.

/** Text that stands in the JSON as it is. */
export interface Literal {
  readonly literal: string
}

/** An object by its pairs, in order; a key may come twice. */
export interface Pairs {
  readonly pairs: readonly (readonly [key: string, value: Node])[]
}

export type Node = null | boolean | number | string | readonly Node[] | Pairs | Literal

/** The way to a node: places in lists and among pairs. */
export type Path = readonly number[]

export const isList = (node: Node): node is readonly Node[] => Array.isArray(node)
export const isPairs = (node: Node): node is Pairs =>
  typeof node === 'object' && node !== null && 'pairs' in node
const isLiteral = (node: Node): node is Literal =>
  typeof node === 'object' && node !== null && 'literal' in node

/** An object of pairs that come once. */
export const pairsOf = (fields: Readonly<Record<string, Node>>): Pairs => ({
  pairs: Object.entries(fields),
})

export function toText(node: Node): string {
  if (isList(node)) return `[${node.map(toText).join(',')}]`
  if (isPairs(node))
    return `{${node.pairs.map(([key, value]) => `${JSON.stringify(key)}:${toText(value)}`).join(',')}}`
  if (isLiteral(node)) return node.literal
  return JSON.stringify(node)
}

const innerOf = (node: Node): readonly Node[] =>
  isList(node) ? node : isPairs(node) ? node.pairs.map(([, value]) => value) : []

/** The way to every node below one, and to itself. */
export function pathsIn(node: Node, above: Path = []): readonly Path[] {
  return [above, ...innerOf(node).flatMap((inner, index) => pathsIn(inner, [...above, index]))]
}

/** The node with another one at a path. */
export function changeAt(node: Node, path: Path, change: (old: Node) => Node): Node {
  const [index, ...rest] = path
  if (index === undefined) return change(node)
  if (isList(node))
    return node.map((inner, i) => (i === index ? changeAt(inner, rest, change) : inner))
  if (isPairs(node))
    return {
      pairs: node.pairs.map(([key, inner], i) => [
        key,
        i === index ? changeAt(inner, rest, change) : inner,
      ]),
    }
  return node
}

/** What a path is called: `policy.horizonDays`. */
export function nameOf(node: Node, path: Path): string {
  const [index, ...rest] = path
  if (index === undefined) return ''
  const [key, inner] = isPairs(node)
    ? (node.pairs[index] ?? ['', null])
    : [String(index), isList(node) ? (node[index] ?? null) : null]
  const below = nameOf(inner, rest)
  return below === '' ? key : `${key}.${below}`
}
