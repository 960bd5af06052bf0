// What every function does with a request: the fields it does not know, methods, media, browsers, limits.
import * as z from 'zod'
import { checksOf } from '../bench/check.ts'
import { granted, must, mustEqual, refused } from '../bench/expect.ts'
import type { Reply } from '../bench/line.ts'
import { NotChecked } from '../bench/outcome.ts'
import { MINUTE } from '../bench/zone.ts'
import * as p from './practice.ts'

const UNKNOWN = 'conformanceUnknown'

/** What nobody but a link's holder may call, or what a made-up field must not reach. */
const NOT_TRIED = ['guest-booking', 'cancel-guest-booking', 'unsubscribe', 'health']

function mustName(reply: Reply, name: string): void {
  const { errors = [] } = refused(reply, 'invalid-request', `${name} with an unknown field`)
  const paths = errors.map(({ path }) => path)
  must(paths.includes(UNKNOWN), `errors name "${UNKNOWN}"`, paths.join(', ') || 'none', reply)
}

const listOf = (value: string | null) =>
  (value ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean)

export const requests = checksOf('Every request', [
  {
    id: 'requests/unknown-field',
    says: 'a field or parameter that a function does not know is refused and named',
    run: async (b) => {
      const cem = await b.person('cem')
      for (const { name, isCommand } of b.description.operations) {
        if (NOT_TRIED.includes(name)) continue
        const unknown = { [UNKNOWN]: '1' }
        const ask = isCommand ? { body: unknown } : { query: unknown }
        mustName(await b.call({ name, as: cem, ...ask }), name)
      }
      // Beside fields that are right, so that nothing but the unknown one is wrong.
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const body = { serviceId: talk, start: day.at('09:00'), [UNKNOWN]: 1 }
      mustName(await p.command(b, 'cem', 'create-booking', body), 'create-booking')
      await p.mustOffer(b, 'cem', talk, day, ['09:00', '09:30'], 'nothing was booked')
    },
  },
  {
    id: 'requests/required',
    says: 'what lacks a required field or parameter is refused and told which',
    run: async (b) => {
      const required = b.description.operations.filter(
        ({ isCommand, needsAccount, parameters }) =>
          !isCommand && needsAccount && parameters.some((one) => one.required),
      )
      must(required.length > 3, 'queries with required parameters', String(required.length))
      for (const { name, parameters } of required) {
        const reply = await b.call({ name, as: await b.person('ben') })
        const { errors = [] } = refused(reply, 'invalid-request', `${name} without parameters`)
        const paths = errors.map(({ path }) => path)
        const lacking = parameters.filter((one) => one.required && !paths.includes(one.name))
        mustEqual(
          lacking.map((one) => one.name),
          [],
          `errors name every required parameter; ${paths.join(', ')} are named, not these`,
          reply,
        )
      }
    },
  },
  {
    id: 'requests/method',
    says: 'a method that a function does not have is refused',
    run: async (b) => {
      const as = await b.person('ben')
      const read = await b.call({ name: 'create-booking', as, method: 'GET' })
      refused(read, 'method-not-allowed', 'GET of a command')
      mustEqual(read.status, 405, 'the status', read)
    },
  },
  {
    id: 'requests/body',
    says: 'a body is JSON of at most 64 KiB, or refused as what it is',
    run: async (b) => {
      const as = await b.person('ben')
      const ask = { name: 'create-booking', as }
      refused(await b.call({ ...ask, body: '{"broken' }), 'invalid-request', 'broken JSON')
      refused(
        await b.call({ ...ask, body: 'text', headers: { 'Content-Type': 'text/plain' } }),
        'unsupported-media-type',
        'text/plain',
      )
      const note = 'x'.repeat(66_000)
      refused(await b.call({ ...ask, body: { note } }), 'payload-too-large', '66 KB')
    },
  },
  {
    id: 'requests/head',
    about: 'search-availability',
    says: 'HEAD is answered as GET, without the body',
    run: async (b) => {
      const ask = await p.searchAsk(b)
      const full = await b.call(ask)
      const head = await b.call({ ...ask, method: 'HEAD' })
      mustEqual([head.status, head.exchange.text], [200, ''], '200 without a body', head)
      mustEqual(head.headers.get('ETag'), full.headers.get('ETag'), 'the same ETag', head)
    },
  },
  {
    id: 'cors/preflight',
    says: 'a browser’s preflight from an allowed origin is answered before anybody signs in',
    run: async (b) => {
      const { origin } = b.target
      if (origin === undefined) throw new NotChecked('no --origin was named')
      const reply = await b.call({
        name: 'create-booking',
        method: 'OPTIONS',
        headers: {
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization,content-type,idempotency-key',
        },
      })
      mustEqual(reply.status, 204, 'the status', reply)
      const header = (name: string) => reply.headers.get(name)
      mustEqual(header('Access-Control-Allow-Origin'), origin, 'the origin', reply)
      const methods = listOf(header('Access-Control-Allow-Methods'))
      must(methods.includes('post'), 'POST is allowed', methods.join(', '), reply)
      const allowed = listOf(header('Access-Control-Allow-Headers'))
      for (const one of ['authorization', 'content-type', 'idempotency-key', 'if-none-match'])
        must(allowed.includes(one), `the header ${one} is allowed`, allowed.join(', '), reply)
      must(listOf(header('Vary')).includes('origin'), 'Vary: Origin', String(header('Vary')), reply)
    },
  },
  {
    id: 'cors/answers',
    says: 'every answer, a refusal too, names the origin and shows its headers; a foreign one is not named',
    run: async (b) => {
      const { origin } = b.target
      if (origin === undefined) throw new NotChecked('no --origin was named')
      const as = await b.person('ben')
      const replies = [
        await b.call({ name: 'get-account', as }),
        await b.call({ name: 'get-account' }),
        await b.call({ name: 'create-booking', as, body: {} }),
      ]
      for (const reply of replies) {
        mustEqual(reply.headers.get('Access-Control-Allow-Origin'), origin, 'the origin', reply)
        const exposed = listOf(reply.headers.get('Access-Control-Expose-Headers'))
        for (const one of ['etag', 'retry-after', 'x-request-id', 'idempotency-replayed'])
          must(exposed.includes(one), `${one} is exposed`, exposed.join(', ') || 'none', reply)
      }
      const foreign = await b.call({
        name: 'get-account',
        as,
        headers: { Origin: 'https://conformance.invalid' },
      })
      const named = foreign.headers.get('Access-Control-Allow-Origin')
      must(named === null, 'a foreign origin is not named', String(named), foreign)
    },
  },
  {
    id: 'health/up',
    about: 'health',
    says: 'answers whoever asks that the deployment can serve',
    run: async (b) => {
      const reply = await b.call({ name: 'health' })
      const { status } = granted(reply, z.object({ status: z.string() }))
      mustEqual(status, 'up', 'it is up', reply)
    },
  },
  {
    id: 'limits/commands-a-minute',
    says: 'an account that sends too many commands is told to wait, and for how long',
    run: async (b) => {
      const max = b.target.perMinute.commands
      if (max > MOST_TRIED)
        throw new NotChecked(`${max} commands a minute (--commands-per-minute) are too many to try`)
      const eve = await b.person('eve')
      const ask = { name: 'mark-notifications-read', as: eve, body: { all: true } }
      let limited: Reply | undefined
      // Twice as many as a minute has room for: whether minutes are the clock's or slide is not said.
      const since = Date.now()
      for (let sent = 0; sent < 2 * max + AT_ONCE && !limited; sent += AT_ONCE) {
        const replies = await Promise.all(Array.from({ length: AT_ONCE }, () => b.flood(ask)))
        limited = replies.find(({ status }) => status !== 200)
      }
      if (!limited && Date.now() - since > MINUTE)
        throw new NotChecked(`no ${max} commands can be sent in a minute from here`)
      must(limited !== undefined, `rate-limited after ${max} commands in a minute`, 'never')
      if (!limited) return
      refused(limited, 'rate-limited', `more than ${max} commands a minute`)
      const seconds = Number(limited.headers.get('Retry-After'))
      must(seconds >= 1 && seconds <= 60, 'Retry-After within the minute', `${seconds}`, limited)
    },
  },
])

const MOST_TRIED = 120
const AT_ONCE = 10
