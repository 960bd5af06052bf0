// Bytes on a socket: requests whose ends two parsers see in different places, lines that are none, bodies that come slowly or never.
import type { Chance } from '../chance.ts'
import type { Finding } from '../judge/finding.ts'
import type { Stage } from '../stage.ts'
import type { Answer, Piece, Role, Shot } from '../wire/shot.ts'

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')
const one = (text: string): readonly Piece[] => [{ bytes: bytes(text) }]

/** What is sent, and how many requests a strict reader sees in it at the most. */
interface Raw {
  readonly what: string
  readonly pieces: readonly Piece[]
  readonly requests: number
}

const HIDDEN = 'GET /get-account HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'

type Make = (authorization: string, chance: Chance) => Raw

const post = (authorization: string, more: string, body: string) =>
  `POST /get-account HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\n${more}\r\n\r\n${body}`

/** Framings that RFC 9112 forbids: whoever takes one may be made to see a request that another does not see. */
const SMUGGLED: readonly (readonly [string, string, string])[] = [
  ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked', `0\r\n\r\n${HIDDEN}`],
  [
    'chunks and a length',
    `Transfer-Encoding: chunked\r\nContent-Length: ${HIDDEN.length + 5}`,
    `0\r\n\r\n${HIDDEN}`,
  ],
  ['two lengths', `Content-Length: 2\r\nContent-Length: ${HIDDEN.length + 2}`, `{}${HIDDEN}`],
  ['two lengths in one', `Content-Length: 2, ${HIDDEN.length + 2}`, `{}${HIDDEN}`],
  ['a signed length', 'Content-Length: +2', `{}${HIDDEN}`],
  ['a negative length', 'Content-Length: -1', `{}${HIDDEN}`],
  ['a length in hexadecimal', 'Content-Length: 0x2', `{}${HIDDEN}`],
  ['a length beyond 64 bits', 'Content-Length: 18446744073709551618', `{}${HIDDEN}`],
  ['chunked twice', 'Transfer-Encoding: chunked, chunked', `0\r\n\r\n${HIDDEN}`],
  [
    'chunked, then not',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
    `0\r\n\r\n${HIDDEN}`,
  ],
  ['xchunked', 'Transfer-Encoding: xchunked', `0\r\n\r\n${HIDDEN}`],
  ['a blank before the colon', 'Transfer-Encoding : chunked', `0\r\n\r\n${HIDDEN}`],
  ['a tab before chunked', 'Transfer-Encoding:\tchunked\r\nContent-Length: 2', `{}${HIDDEN}`],
  ['a folded line', 'X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 2', `{}`],
  ['a bare line feed in a head', 'X: y\nTransfer-Encoding: chunked\r\nContent-Length: 2', `{}`],
  ['a NUL in a head', 'X: a\u0000b\r\nContent-Length: 2', '{}'],
  [
    'a chunk size that overflows',
    'Transfer-Encoding: chunked',
    `10000000000000002\r\n{}\r\n0\r\n\r\n`,
  ],
  ['a negative chunk', 'Transfer-Encoding: chunked', `-2\r\n{}\r\n0\r\n\r\n`],
  ['a chunk longer than it says', 'Transfer-Encoding: chunked', `1\r\n{}\r\n0\r\n\r\n${HIDDEN}`],
  [
    'a chunk that ends with a bare line feed',
    'Transfer-Encoding: chunked',
    `2\n{}\n0\n\n${HIDDEN}`,
  ],
]

const LINES = [
  'GET', 'GET ', 'GET /', 'GET / HTTP', 'GET / HTTP/9.9', 'GET / HTTP/1.1 more', ' GET / HTTP/1.1', 'get /health HTTP/1.1',
  'PRI * HTTP/2.0', 'CONNECT localhost:5432 HTTP/1.1', 'CONNECT /health HTTP/1.1', 'GET http://169.254.169.254/ HTTP/1.1', 'GET //evil.example/health HTTP/1.1',
  'GET /health\tHTTP/1.1', 'GET /he\u0000alth HTTP/1.1', 'GET /health HTTP/1.0', 'GET \\health HTTP/1.1', 'BREW /health HTTP/1.1',
  'OPTIONS * HTTP/1.1', 'GET /get-account%20HTTP/1.1 HTTP/1.1', 'GET /%2e%2e/health HTTP/1.1', 'POST /tick?x HTTP/1.0', `GET /${'a'.repeat(17_000)} HTTP/1.1`,
  `${'G'.repeat(9_000)} / HTTP/1.1`, '\r\n\r\nGET /health HTTP/1.1', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
] // prettier-ignore

const MAKES: readonly Make[] = [
  (authorization, chance) => {
    const [what, head, body] = chance.pick(SMUGGLED)
    return {
      what: `a smuggled request: ${what}`,
      pieces: one(post(authorization, head, body)),
      requests: 1,
    }
  },
  (_, chance) => {
    const line = chance.pick(LINES)
    return {
      what: `the line ${JSON.stringify(line.slice(0, 60))}`,
      pieces: one(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`),
      requests: 1,
    }
  },
  (_, chance) => {
    const any = Buffer.from(Array.from({ length: 1 + chance.below(300) }, () => chance.below(256)))
    return {
      what: 'any bytes',
      pieces: [{ bytes: any }, { bytes: bytes('\r\n\r\n'), afterMillis: 5 }],
      requests: 1,
    }
  },
  (authorization) => ({
    what: 'a body that never comes',
    pieces: one(post(authorization, 'Content-Length: 100', '{"data":')),
    requests: 1,
  }),
  (authorization) => ({
    what: 'a body that comes byte by byte',
    pieces: [
      ...one(post(authorization, 'Content-Length: 11\r\nConnection: close', '')),
      ...'{"data":{}}'.split('').map((letter) => ({ bytes: bytes(letter), afterMillis: 2 })),
    ],
    requests: 1,
  }),
  (authorization, chance) => {
    const sizes = Array.from({ length: 200 }, () => 1 + chance.below(3))
    const chunks = sizes.map(
      (size) => `${size.toString(16)};${'e'.repeat(chance.below(20))}\r\n${' '.repeat(size)}\r\n`,
    )
    return {
      what: 'two hundred chunks with words of their own',
      pieces: one(
        post(
          authorization,
          'Transfer-Encoding: chunked\r\nConnection: close',
          `${chunks.join('')}b\r\n{"data":{}}\r\n0\r\nX-Trailer: y\r\n\r\n`,
        ),
      ),
      requests: 1,
    }
  },
  (authorization) => ({
    what: 'chunks of 100 KiB',
    pieces: one(
      post(
        authorization,
        'Transfer-Encoding: chunked\r\nConnection: close',
        `${`1000\r\n${' '.repeat(4096)}\r\n`.repeat(25)}0\r\n\r\n`,
      ),
    ),
    requests: 1,
  }),
  (authorization) => ({
    what: 'a head that never ends',
    pieces: one(`GET /get-account HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nX: `),
    requests: 1,
  }),
  (authorization, chance) => ({
    what: '2,000 heads',
    pieces: one(
      post(
        authorization,
        `${'A: b\r\n'.repeat(chance.pick([90, 2_000]))}Content-Length: 2\r\nConnection: close`,
        '{}',
      ),
    ),
    requests: 1,
  }),
  (authorization) => ({
    what: 'no Host, and two',
    pieces: one(
      `GET /get-account HTTP/1.1\r\nHost: a\r\nHost: b\r\nAuthorization: ${authorization}\r\nConnection: close\r\n\r\n`,
    ),
    requests: 1,
  }),
]

function tooMany(answers: readonly Answer[], requests: number): readonly Finding[] {
  return answers.length > requests
    ? [
        {
          kind: 'smuggled',
          seen: `${answers.length} answers to ${requests} request${requests > 1 ? 's' : ''}`,
        },
      ]
    : []
}

const ROLES: readonly Role[] = ['client', 'other', 'owner', 'nobody']

/** Requests of several people on one connection, all before the first answer: each is told of themselves alone. */
function pipelined(stage: Stage, chance: Chance): Shot {
  const roles = Array.from({ length: 2 + chance.below(12) }, () =>
    chance.pick(['client', 'other', 'owner'] as const),
  )
  const text = roles
    .map((role, index) => {
      const last = index === roles.length - 1 ? 'Connection: close\r\n' : ''
      return `GET /get-account HTTP/1.1\r\nHost: x\r\nAuthorization: ${stage.authorization(role) ?? ''}\r\n${last}\r\n`
    })
    .join('')
  return {
    kind: 'raw',
    what: `${roles.length} requests of several people at once`,
    fire: async (wire) => {
      // Whose answers these are is judged here, where it is known.
      const answers = await wire.sendBytes('admin', 'get-account', one(text), 10_000)
      const wrong = roles.findIndex(
        (role, index) => !answers[index]?.text.includes(stage.accounts[role].uid),
      )
      if (answers.length !== roles.length)
        return [
          {
            kind: answers.length > roles.length ? 'smuggled' : 'silent',
            seen: `${answers.length} answers to ${roles.length} requests`,
          },
        ]
      return wrong < 0
        ? []
        : [
            {
              kind: 'foreign',
              seen: `request ${wrong + 1} of ${roles[wrong] ?? ''} has another's answer`,
            },
          ]
    },
  }
}

/** Bytes that are no request, or more than one. */
export function raw(stage: Stage, chance: Chance): Shot {
  if (chance.isIn(0.15)) return pipelined(stage, chance)
  const role = chance.pick(ROLES)
  const { what, pieces, requests } = chance.pick(MAKES)(stage.authorization(role) ?? 'none', chance)
  return {
    kind: 'raw',
    what,
    // Whose answer it is, if anybody's, stands in the bytes.
    fire: async (wire) => tooMany(await wire.sendBytes(role, '', pieces, 400), requests),
  }
}
