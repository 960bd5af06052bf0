// subscriber(): receives pushed changes. What can never be handled goes to the dead-letter topic and is acknowledged, since
// an ordered subscription would hold its professional's messages for it; only the world's faults are answered with an error.
import type { AccountChange } from '../../contract/messages/account-change.ts'
import type { ChangeHint } from '../../messaging/change-hint.ts'
import { publishDeadLetter } from '../../messaging/publish.ts'
import { type Pushed, addresseeOf, parsePush, publisherOf } from '../../messaging/push-request.ts'
import type { Definition } from '../world/definition.ts'
import type { HttpRequest } from '../world/http.ts'
import { RefusalError } from './problem.ts'
import { callerOf } from './request-trace.ts'
import { type Run, type Tracing, shell } from './shell.ts'
import type { World } from '../world/world.ts'

/** What became of a change: handled, or why it never can be. */
export type Handled = 'handled' | { readonly unhandleable: string }

export interface Subscriber<T> {
  readonly name: string
  /** Opens what the subscriber writes to, once per instance. */
  readonly open: (world: World) => T
  /** Takes the change as a hint; safe to be called twice and in any order. */
  readonly handle: (change: ChangeHint, world: World, opened: T) => Promise<Handled>
  /** Of the topic of accounts, where the manifest subscribes to it; alike. */
  readonly handleAccount?: (account: AccountChange, world: World, opened: T) => Promise<Handled>
}

const bodyOf = (request: HttpRequest): string => request.rawBody?.toString('utf8') ?? ''

/** A message goes on with the trace of the command that published it; Pub/Sub's own push has another. */
const TRACING: Tracing = {
  kind: 'consumer',
  callerOf: (request) => publisherOf(bodyOf(request)) ?? callerOf(request),
}

const typeOf = (pushed: Exclude<Pushed, { change: unknown } | { unreadable: unknown }>): string =>
  'account' in pushed ? pushed.account.type : pushed.unknownType

async function handle<T>(
  spec: Subscriber<T>,
  pushed: Pushed,
  world: World,
  opened: T,
): Promise<Handled> {
  if ('change' in pushed) return spec.handle(pushed.change, world, opened)
  if ('account' in pushed && spec.handleAccount)
    return spec.handleAccount(pushed.account, world, opened)
  if ('unreadable' in pushed) return { unhandleable: pushed.unreadable }
  world.log({
    severity: 'INFO',
    message: `${spec.name}: acknowledged a message of an unknown type: ${typeOf(pushed)}`,
  })
  return 'handled'
}

/** A subscriber as a function of the manifest. */
export function subscriber<T>(spec: Subscriber<T>): Definition {
  return {
    name: spec.name,
    serve: (world) => {
      const opened = spec.open(world)
      const run: Run = async (request) => {
        if (request.method !== 'POST')
          throw RefusalError.of(
            'method-not-allowed',
            `Pub/Sub pushes by POST, not ${request.method}`,
          )
        const data = bodyOf(request)
        const addressee = addresseeOf(data)
        if (addressee !== undefined && addressee !== spec.name) return { body: {} }
        const pushed = parsePush(data)
        const handled = await handle(spec, pushed, world, opened)
        if (handled === 'handled') return { body: {} }
        const reason = handled.unhandleable
        await publishDeadLetter(world.pubsub, { data, reason, subscriber: spec.name })
        world.log({
          severity: 'ERROR',
          message: `${spec.name}: to the dead letters: ${reason}`,
          alarm: 'dead-letter',
        })
        return { body: {} }
      }
      return shell(spec.name, world, run, TRACING)
    },
  }
}
