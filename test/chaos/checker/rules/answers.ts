// What functions answer, and whether they live: the front writes down every answer that nobody may get.
import { faultOf } from '../../system/front.ts'
import type { Rule } from '../rule.ts'
import type { Seen } from '../seen.ts'

/** An answer as the front would judge it. */
const judged = (status: number, type: string, text: string) => (seen: Seen) => {
  const fault = faultOf('create-booking', { status, headers: { 'content-type': type }, text })
  return fault === undefined ? undefined : { ...seen, bad: [...seen.bad, fault] }
}

const PROBLEM = 'application/problem+json; charset=utf-8'

const answers: Rule = {
  name: 'no answer of 500 or more but unavailable, and every refusal is a problem',
  find: ({ bad }) => bad,
  plants: [
    { what: 'an internal error', inSeen: judged(500, PROBLEM, '{"reason":"internal"}') },
    { what: 'a gateway’s page', inSeen: judged(502, 'text/html', '<h1>Bad Gateway</h1>') },
    { what: 'plain text', inSeen: judged(500, 'text/plain', 'Internal Server Error') },
    { what: 'a refusal without a reason', inSeen: judged(409, PROBLEM, '{}') },
    { what: 'a refusal that is cut off', inSeen: judged(409, PROBLEM, '{"reason":') },
    {
      what: 'an internal error that is called unavailable',
      inSeen: judged(500, PROBLEM, '{"reason":"unavailable"}'),
    },
  ],
}

const processes: Rule = {
  name: 'no process ends by itself',
  find: ({ deaths }) => deaths,
  plants: [
    {
      what: 'a process that ended',
      inSeen: (seen) => ({
        ...seen,
        deaths: [...seen.deaths, 'create-booking ended by itself: code 1'],
      }),
    },
  ],
}

export const ANSWERS: readonly Rule[] = [answers, processes]
