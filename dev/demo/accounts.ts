// Accounts of the Auth emulator: made once, signed in by their password.
import type { Person } from './people.ts'

export interface SignedIn extends Person {
  readonly uid: string
  readonly token: string
}

/** The emulator's password for everything, in place of a service account. */
const OWNER = 'owner'

/**
 * Makes the account, unless it is there, its address verified, and signs it in.
 *
 * @param claims custom claims of its tokens, such as `{ admin: true }`
 */
export async function signIn(
  authHost: string,
  projectId: string,
  { name, email }: Person,
  password: string,
  claims?: object,
): Promise<SignedIn> {
  const base = `http://${authHost}/identitytoolkit.googleapis.com/v1`
  const account = { email, password, displayName: name, emailVerified: true }
  const made = await post(`${base}/projects/${projectId}/accounts`, account, OWNER)
  if (!made.ok && !made.text.includes('EMAIL_EXISTS')) throw failed(email, made.text)
  const { localId } = JSON.parse(made.text) as { localId?: string } // the emulator's format
  if (claims && localId !== undefined) {
    const change = { localId, customAttributes: JSON.stringify(claims) }
    const changed = await post(`${base}/projects/${projectId}/accounts:update`, change, OWNER)
    if (!changed.ok) throw failed(email, changed.text)
  }
  const credentials = { email, password, returnSecureToken: true }
  const answer = await post(`${base}/accounts:signInWithPassword?key=any`, credentials)
  if (!answer.ok) throw failed(email, answer.text)
  const { localId: uid, idToken } = JSON.parse(answer.text) as { localId: string; idToken: string }
  if (!made.ok) {
    // Whoever signed up by themselves verified nothing yet.
    const verified = { localId: uid, emailVerified: true }
    const changed = await post(`${base}/projects/${projectId}/accounts:update`, verified, OWNER)
    if (!changed.ok) throw failed(email, changed.text)
  }
  return { name, email, uid, token: idToken }
}

function failed(email: string, text: string): Error {
  return new Error(`The account ${email} could not be made: ${text.slice(0, 300)}`)
}

async function post(url: string, body: object, bearer?: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  })
  return { ok: response.ok, text: await response.text() }
}
