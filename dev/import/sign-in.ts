// Who imports: an account signed in with its password at Firebase's REST interface, its token renewed before it runs out; or a
// token that is handed in.
import * as z from 'zod'
import { MINUTE, SECOND } from '../../shared/time/instant.ts'
import { Stopped } from './apply/stopped.ts'

/** Where Firebase's two interfaces are; the emulator has both at one address. */
export interface AuthPlace {
  readonly identity: string
  readonly token: string
  readonly apiKey: string
}

export const FIREBASE = {
  identity: 'https://identitytoolkit.googleapis.com',
  token: 'https://securetoken.googleapis.com',
}

/** What a token says of its account. Nothing is decided by it: the system verifies it itself. */
export interface Caller {
  readonly uid: string
  readonly isAdmin: boolean
}

export interface SignedIn extends Caller {
  readonly getIdToken: (forceRefresh?: boolean) => Promise<string>
}

/** Before a token runs out. */
const EARLY_MILLIS = 5 * MINUTE

const Claims = z.looseObject({ sub: z.string(), admin: z.boolean().optional() })
const Session = z
  .union([
    z.object({ idToken: z.string(), refreshToken: z.string(), expiresIn: z.string() }),
    z
      .object({ id_token: z.string(), refresh_token: z.string(), expires_in: z.string() })
      .transform((told) => ({
        idToken: told.id_token,
        refreshToken: told.refresh_token,
        expiresIn: told.expires_in,
      })),
  ])
  .transform(({ expiresIn, ...tokens }) => ({ ...tokens, millis: Number(expiresIn) * SECOND }))

/** What a token says. @throws Stopped where it is none */
export function readClaims(token: string): Caller {
  const [, payload = ''] = token.split('.')
  try {
    const text = Buffer.from(payload, 'base64url').toString('utf8')
    const { sub, admin } = Claims.parse(JSON.parse(text))
    return { uid: sub, isAdmin: admin === true }
  } catch (cause) {
    throw new Stopped('IMPORT_ID_TOKEN: is not a Firebase ID token', { cause })
  }
}

async function ask(url: string, body: object, who: string): Promise<z.infer<typeof Session>> {
  let response: Response
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch (cause) {
    throw new Stopped(`${new URL(url).host} does not answer; nobody can be signed in`, { cause })
  }
  const text = await response.text()
  if (response.ok) return Session.parse(JSON.parse(text))
  const why = /"message":\s*"([^"]+)"/.exec(text)?.[1] ?? `status ${response.status}`
  throw new Stopped(`${who} cannot be signed in: Firebase answers ${why}`)
}

/** Signs an account in. @throws Stopped where it cannot be */
export async function signInByPassword(
  { identity, token, apiKey }: AuthPlace,
  email: string,
  password: string,
  now: () => number,
): Promise<SignedIn> {
  const key = encodeURIComponent(apiKey)
  const url = `${identity}/v1/accounts:signInWithPassword?key=${key}`
  const ask1 = { email, password, returnSecureToken: true }
  let session = await ask(url, ask1, email)
  let until = now() + session.millis
  return {
    ...readClaims(session.idToken),
    getIdToken: async (forceRefresh) => {
      if (!forceRefresh && now() < until - EARLY_MILLIS) return session.idToken
      const grant = { grant_type: 'refresh_token', refresh_token: session.refreshToken }
      session = await ask(`${token}/v1/token?key=${key}`, grant, email)
      until = now() + session.millis
      return session.idToken
    },
  }
}

/** An account by a token of its own, which cannot be renewed. */
export function signInByToken(idToken: string): SignedIn {
  return { ...readClaims(idToken), getIdToken: () => Promise.resolve(idToken) }
}
