// Pushes that Pub/Sub never made: envelopes that are none, messages of nobody, tokens of others. Cloud Run lets nobody through to
// these functions but Pub/Sub (test/deployment/policies.ts); here they are open, and must keep their feet.
import type { Chance } from '../chance.ts'
import { type Node, pairsOf, toText } from '../inputs/json.ts'
import { breakBytes, mutate } from '../inputs/mutate.ts'
import type { Stage } from '../stage.ts'
import type { Shot } from '../wire/shot.ts'

const SUBSCRIBERS = ['fan-out-availability', 'send-notifications'] as const

const TYPES = ['booking.confirmed', 'booking.cancelled', 'booking.rescheduled', 'booking.reminder-due', 'schedule.changed', 'booking.erased',
  'professional.changed', 'account.changed', 'booking.from-the-future'] // prettier-ignore

const TOKENS = ['Bearer x', 'Bearer a.b.c', 'Basic YTpi', `Bearer ${'a'.repeat(4_000)}`]

function drawMessage({ pools }: Stage, chance: Chance): Node {
  const id = (name: string) => chance.pick(pools[name] ?? ['x'])
  const type = chance.pick(TYPES)
  if (type === 'account.changed') return pairsOf({ type, uid: id('uid') })
  return pairsOf({
    changeId: id('uuid'),
    causeId: id('uuid'),
    type,
    professionalId: id('professionalId'),
    revision: chance.pick([1, 2, 7, 8, 500, 9_007_199_254_740_991]),
    at: id('start'),
    by: pairsOf({ kind: chance.pick(['client', 'professional', 'admin', 'system']) }),
    dates: chance.isIn(0.3) ? 'all' : Array.from({ length: chance.below(5) }, () => id('date')),
    bookingId: id('bookingId'),
  })
}

/** A push, forged: what it tells may be wrong, its envelope, its bytes. */
export function pushes(stage: Stage, chance: Chance): Shot {
  const name = chance.pick(SUBSCRIBERS)
  const message = drawMessage(stage, chance)
  const told = chance.isIn(0.3)
    ? { node: message, what: 'a message that tells of something' }
    : mutate(message, chance)
  const data = Buffer.from(toText(told.node)).toString('base64')
  const envelope = pairsOf({
    message: pairsOf({
      data,
      messageId: '1',
      attributes: pairsOf({ type: 'x', professionalId: 'y', traceparent: 'z' }),
    }),
    subscription: 'projects/p/subscriptions/s',
  })
  const wrapped = chance.isIn(0.3) ? mutate(envelope, chance) : { node: envelope, what: '' }
  const text = toText(wrapped.node)
  const broken = chance.isIn(0.1) ? breakBytes(text, chance) : undefined
  const authorization = chance.isIn(0.5) ? [['Authorization', chance.pick(TOKENS)] as const] : []
  return {
    kind: 'pushes',
    what: `${name}: ${broken?.what ?? `${told.what}; ${wrapped.what}`}`,
    fire: async (wire) => {
      await wire.send('nobody', name, {
        method: chance.isIn(0.03) ? 'GET' : 'POST',
        target: `/${name}`,
        headers: [...authorization, ['Content-Type', 'application/json']],
        body: broken?.body ?? Buffer.from(text),
      })
      return []
    },
  }
}
