// Headers as nobody sends them.
import type { Chance } from '../chance.ts'
import { unsignedToken } from '../../parts/unsigned-token.ts'

type Header = readonly [name: string, value: string]

const many = (text: string, count: number, by = ',') =>
  Array.from({ length: count }, () => text).join(by)

const ODD: readonly Header[] = [
  ['Content-Type', 'application/json; charset=utf-16'],
  ['Content-Type', 'application/jsonp'],
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'multipart/form-data'],
  ['Content-Type', 'multipart/form-data; boundary=x'],
  ['Content-Type', 'application/x-www-form-urlencoded'],
  ['Content-Type', `application/json;${'a=b;'.repeat(1_500)}`],
  ['Content-Type', ''],
  ['Content-Encoding', 'gzip'],
  ['Content-Encoding', many('gzip', 300)],
  ['Content-Encoding', 'br'],
  ['Accept', 'text/event-stream'],
  ['Accept', 'text/html'],
  ['Accept', many('text/html;q=0.1', 600)],
  ['Accept-Language', many('de-DE;q=0.9', 900)],
  ['Accept-Language', '*;q=2, -, x-, de-DE-u-co-phonebk-1990;q=x'],
  ['Accept-Encoding', many('gzip;q=1', 500)],
  ['Idempotency-Key', 'k'],
  ['Idempotency-Key', 'k'.repeat(255)],
  ['Idempotency-Key', 'k'.repeat(256)],
  ['Idempotency-Key', '\u00e9\u00ff'],
  ['Idempotency-Key', ''],
  ['If-None-Match', '*'],
  ['If-None-Match', many('"a"', 2_000)],
  ['If-None-Match', many('W/', 3_000, '')],
  ['If-None-Match', '"'],
  ['X-Request-Id', '../../../etc'],
  ['X-Request-Id', 'a'.repeat(128)],
  ['X-Request-Id', '"><script>'],
  ['Origin', 'null'],
  ['Origin', 'http://localhost.evil.example'],
  ['Origin', 'http://localhost:5173'],
  ['Origin', 'a'.repeat(4_000)],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Forwarded-For', many('1.2.3.4', 900)],
  ['X-Forwarded-For', '::ffff:1.2.3.4, fe80::1%eth0, unknown, [::1]:80'],
  ['X-Forwarded-Host', 'evil.example'],
  ['X-Forwarded-Proto', 'javascript'],
  ['Forwarded', 'for=evil;host=evil'],
  ['Cookie', many('a=b', 1_500, '; ')],
  ['Range', 'bytes=0-0,1-1,2-2'],
  ['Expect', '100-continue'],
  ['Expect', 'the impossible'],
  ['Upgrade', 'h2c'],
  ['Connection', 'Upgrade, HTTP2-Settings'],
  ['traceparent', '00-00000000000000000000000000000000-0000000000000000-01'],
  ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
  ['traceparent', `ff-${'f'.repeat(4_000)}`],
  ['X-Cloud-Trace-Context', '105445aa7843bc8bf206b12000100000/18446744073709551616;o=1'],
  ['X-Cloud-Trace-Context', '/;o='],
  ['X-Firebase-AppCheck', 'a.b.c'],
  ['Firebase-Instance-ID-Token', 'x'.repeat(4_000)],
  ['X-Original-URL', '/relay-changes'],
  ['__proto__', 'x'],
  ['constructor', 'x'],
  ['x-very-long', 'x'.repeat(14_000)],
  ['x-too-long', 'x'.repeat(20_000)],
]

/** One header too many, or one that is odd. */
export const oddHeader = (chance: Chance): Header => chance.pick(ODD)

/** What is no token, or not one of this project. */
export function falseAuthorization(
  projectId: string,
  uid: string,
  token: string,
  chance: Chance,
): string {
  const [head = '', payload = '', signature = ''] = token.split('.')
  return chance.pick([
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${token.slice(0, -1 - chance.below(40))}.x`,
    `Bearer ${head}.${payload}.${signature}.more`,
    `Bearer ${head}..${signature}`,
    `Bearer .${payload}.`,
    `Bearer ${'a'.repeat(8_000)}`,
    `Bearer ${head}.${Buffer.from('[]').toString('base64url')}.`,
    `Bearer ${head}.${Buffer.from('{"sub":{}}').toString('base64url')}.`,
    `Bearer ${head}.${Buffer.from('null').toString('base64url')}.`,
    `Bearer ${head}.${Buffer.from(`${'['.repeat(5_000)}`).toString('base64url')}.`,
    `Bearer ${unsignedToken('another-project', uid)}`,
    `Bearer ${unsignedToken(projectId, uid, { exp: 1 })}`,
    `Bearer ${unsignedToken(projectId, uid, { sub: '', user_id: '' })}`,
    `Bearer ${unsignedToken(projectId, 'a/b', {})}`,
    `Bearer ${unsignedToken(projectId, 'u'.repeat(129), {})}`,
    `Bearer ${unsignedToken(projectId, uid, { iss: 'https://evil.example' })}`,
    `Bearer ${unsignedToken(projectId, uid, { aud: [projectId] })}`,
    `Basic ${Buffer.from('admin:admin').toString('base64')}`,
    `bearer  ${token}`,
    token,
    'Bearer null',
    'Bearer undefined',
  ])
}

/** How what has no token is answered: as nobody (`a/b` and the like as `forbidden`), or by Node's parser, before anybody is asked. */
export const IS_REFUSED: readonly number[] = [401, 403, 417, 431]
