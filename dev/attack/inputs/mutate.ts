// A value as it should be becomes one that it should not be.
import type { Chance } from '../chance.ts'
import { AWKWARD } from './awkward.ts'
import { type Node, changeAt, isPairs, nameOf, pathsIn, toText } from './json.ts'

/** What was done to a value, in words. */
export interface Mutated {
  readonly node: Node
  readonly what: string
}

const drawAwkward = (chance: Chance) => chance.pick(chance.pick(AWKWARD))

const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '@type', 'idempotencyKey', 'admin', 'uid',
  'validateOnly', '', ' ', 'a.b', '0', '\u0000', '\ud800', 'data', 'x'.repeat(3_000)] // prettier-ignore

/** Ways to change one node; each gives nothing where it does not apply. */
const WAYS: readonly ((node: Node, chance: Chance) => Mutated | undefined)[] = [
  (_, chance) => {
    const { node, what } = drawAwkward(chance)
    return { node, what: `is ${what}` }
  },
  (node, chance) => {
    if (!isPairs(node) || node.pairs.length === 0) return undefined
    const at = chance.below(node.pairs.length)
    return {
      node: { pairs: node.pairs.filter((_, i) => i !== at) },
      what: `lacks ${node.pairs[at]?.[0]}`,
    }
  },
  (node, chance) => {
    if (!isPairs(node)) return undefined
    const key = chance.pick(KEYS)
    const { node: value, what } = drawAwkward(chance)
    return {
      node: { pairs: [...node.pairs, [key, value]] },
      what: `has ${JSON.stringify(key.slice(0, 30))} too: ${what}`,
    }
  },
  (node, chance) => {
    if (!isPairs(node) || node.pairs.length === 0) return undefined
    const [key] = chance.pick(node.pairs)
    const { node: value, what } = drawAwkward(chance)
    const pairs = chance.isIn(0.5)
      ? [...node.pairs, [key, value] as const]
      : [[key, value] as const, ...node.pairs]
    return { node: { pairs }, what: `has ${key} twice: ${what}` }
  },
  (node, chance) => {
    const count = chance.pick([2, 21, 101, 1_001, 3_000])
    const text = toText(node)
    const fits = Math.min(count, Math.floor(60_000 / (text.length + 1)))
    return {
      node: { literal: `[${Array.from({ length: fits }, () => text).join(',')}]` },
      what: `is ${fits} of itself`,
    }
  },
  (node) => ({
    node: {
      pairs: [
        ['@type', 'type.googleapis.com/google.protobuf.Int64Value'],
        ['value', toText(node)],
      ],
    },
    what: 'is wrapped as an Int64Value',
  }),
  (node) => ({ node: toText(node), what: 'is its own JSON as a text' }),
]

/** Changes a value at up to three places. */
export function mutate(value: Node, chance: Chance): Mutated {
  let node = value
  const done: string[] = []
  for (let left = 1 + (chance.isIn(0.3) ? 1 + chance.below(2) : 0); left > 0; left--) {
    // The first place is the whole: it is wrong in few ways, and they were tried soon.
    const paths = pathsIn(node)
    const path = paths.length > 1 && chance.isIn(0.85) ? chance.pick(paths.slice(1)) : []
    const name = nameOf(node, path)
    let what: string | undefined
    node = changeAt(node, path, (old) => {
      const mutated = chance.pick(WAYS)(old, chance)
      what = mutated && `${name || 'the body'} ${mutated.what}`
      return mutated?.node ?? old
    })
    if (what !== undefined) done.push(what)
  }
  return { node, what: done.join('; ') || 'as it should be' }
}

const filled = (text: string, bytes: number) =>
  Buffer.from(text + ' '.repeat(Math.max(0, bytes - text.length)))

/** Ways to break the bytes of a body. */
const BREAKS: readonly (readonly [
  what: string,
  breakIt: (text: string, chance: Chance) => Buffer,
])[] = [
  ['cut off', (text, chance) => Buffer.from(text.slice(0, chance.below(text.length + 1)))],
  ['with more behind it', (text) => Buffer.from(`${text}${text}`)],
  ['with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['in UTF-16', (text) => Buffer.from(text, 'utf16le')],
  [
    'with a byte that is not UTF-8',
    (text) =>
      Buffer.concat([
        Buffer.from(text.slice(0, -1)),
        Buffer.from([0xff, 0xc0, 0x80]),
        Buffer.from(text.slice(-1)),
      ]),
  ],
  [
    'with a surrogate in UTF-8',
    (text) => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xed, 0xa0, 0x80])]),
  ],
  ['of 64 KiB', (text) => filled(text, 65_536)],
  ['of a byte more than 64 KiB', (text) => filled(text, 65_537)],
  ['of a megabyte', (text) => filled(text, 1_048_576)],
  ['of nothing', () => Buffer.alloc(0)],
  ['of a NUL', () => Buffer.from([0])],
  ['30,000 lists deep', () => Buffer.from('['.repeat(30_000))],
  ['30,000 lists deep and back', () => Buffer.from(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)],
  [
    '10,000 objects deep as data',
    () => Buffer.from(`{"data":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}}`),
  ],
  ['of one key of 60,000 letters', () => Buffer.from(`{"${'k'.repeat(60_000)}":1}`)],
  [
    'of 9,000 unknown keys',
    () => Buffer.from(`{${Array.from({ length: 9_000 }, (_, i) => `"${i}":0`).join(',')}}`),
  ],
  ['of a number with 60,000 digits', () => Buffer.from(`{"data":{"a":${'9'.repeat(60_000)}}}`)],
  [
    'of a text of 10,000 control characters',
    () => Buffer.from(`{"data":{"note":"${'\\u0001'.repeat(10_000)}"}}`),
  ],
  ['with comments', (text) => Buffer.from(`/* a */ ${text} // b`)],
  ['with single quotes', (text) => Buffer.from(text.replaceAll('"', "'"))],
  ['as a form', () => Buffer.from('token=a&token=b&__proto__=c&%=%zz')],
]

/** Breaks the bytes of a body that was JSON. */
export function breakBytes(
  text: string,
  chance: Chance,
): { readonly body: Buffer; readonly what: string } {
  const [what, breakIt] = chance.pick(BREAKS)
  return { body: breakIt(text, chance), what }
}
