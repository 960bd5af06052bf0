// From the headers to an Actor, or the refusal: the app first where App Check is enforced, then the account.
import { isPathSegment } from '../../contract/values/values.ts'
import type { Actor } from '../../identity/actor.ts'
import { countAddress, countRequest } from './limits/count-requests.ts'
import { RefusalError } from './problem.ts'
import type { World } from '../world/world.ts'
import type { HttpRequest } from '../world/http.ts'

/** The caller of a command: verified, not revoked, not anonymous, and within what an account may send. */
export async function authenticateCommand(request: HttpRequest, world: World): Promise<Actor> {
  const actor = await authenticate(request, world, true)
  countRequest('commands', actor, request, world)
  if (actor.isAnonymous)
    throw RefusalError.of('forbidden', 'an anonymous account cannot do this; sign in first')
  return actor
}

/** The caller of a query: verified, anonymous only where anonymous reads are allowed, and within what they may ask. */
export async function authenticateQuery(request: HttpRequest, world: World): Promise<Actor> {
  const actor = await authenticate(request, world, false)
  countRequest('queries', actor, request, world)
  if (actor.isAnonymous && !world.config.allowsAnonymousReads)
    throw RefusalError.of('forbidden', 'an anonymous account cannot read this; sign in first')
  return actor
}

/** Whoever does not prove who they are is counted by where they come from. */
async function authenticate(request: HttpRequest, world: World, isFresh: boolean): Promise<Actor> {
  try {
    return await verify(request, world, isFresh)
  } catch (error) {
    if (error instanceof RefusalError) countAddress(request, world)
    throw error
  }
}

// First, since it costs no call: what does not come from an app of the project shall not make us ask about accounts.
async function requireApp(request: HttpRequest, { config, verifyAppCheck }: World): Promise<void> {
  if (!config.enforcesAppCheck) return
  const token = request.get('X-Firebase-AppCheck')
  if (token === undefined)
    throw RefusalError.of(
      'app-check-failed',
      'an X-Firebase-AppCheck header with a token is required',
    )
  if (!(await verifyAppCheck(token)))
    throw RefusalError.of('app-check-failed', 'the App Check token is not valid for this project')
}

async function verify(request: HttpRequest, world: World, isFresh: boolean): Promise<Actor> {
  await requireApp(request, world)
  const header = request.get('Authorization')
  if (header === undefined)
    throw RefusalError.of(
      'unauthenticated',
      'an Authorization header with a Firebase ID token is required',
    )
  const token = /^Bearer ([^\s]+)$/i.exec(header)?.[1]
  if (token === undefined)
    throw RefusalError.of(
      'unauthenticated',
      'the Authorization header must be: Bearer <Firebase ID token>',
    )
  const verified = await world.verifyToken(token, isFresh, world.now())
  if ('fault' in verified) throw RefusalError.of(verified.fault, verified.detail)
  if (!isPathSegment(verified.actor.uid))
    throw RefusalError.of('forbidden', 'an account with such a user id cannot be used here')
  return verified.actor
}
