// Accounts of the Auth emulator, with tokens whose times are the functions'.
import type { System } from '../system/system.ts'

export interface Person {
  readonly uid: string
  /** No other text in the system has it in it. */
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly deviceToken: string
  readonly token: string
}

const HOUR_SECONDS = 3_600

/** The emulator's tokens are not signed: one with other times is as good as its own. */
function toToken(
  projectId: string,
  uid: string,
  { name, email }: Pick<Person, 'name' | 'email'>,
  now: number,
): string {
  const seconds = Math.floor(now / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const payload = {
    name,
    email,
    email_verified: true,
    auth_time: seconds - 10,
    iat: seconds - 10,
    exp: seconds + 6 * HOUR_SECONDS,
    user_id: uid,
    sub: uid,
    aud: projectId,
    iss: `https://securetoken.google.com/${projectId}`,
    firebase: { identities: { email: [email] }, sign_in_provider: 'password' },
  }
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(payload)}.`
}

let signedUp = 0

/** Signs somebody new up. */
export async function signUp(system: System, role: string): Promise<Person> {
  const { authHost, projectId } = system
  const number = ++signedUp
  const unique = `${role}${number}x${Math.random().toString(36).slice(2, 8)}`
  const name = `${role} Person-${unique}`
  const email = `${unique}@people.example`
  const response = await fetch(
    `http://${authHost}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer owner' },
      body: JSON.stringify({ email, password: unique, displayName: name, emailVerified: true }),
    },
  )
  const { localId: uid } = (await response.json()) as { localId?: string }
  if (uid === undefined) throw new Error(`the Auth emulator answered ${response.status}`)
  // The account is as old as the machine's clock says, and the token as new as the functions': never older than that.
  return {
    uid,
    name,
    email,
    phone: `+49151${String(1_000_000 + number)}${String(Math.floor(Math.random() * 90) + 10)}`,
    deviceToken: `device-${unique}`,
    token: toToken(projectId, uid, { name, email }, Math.max(system.now(), Date.now() + 20_000)),
  }
}

/** Whether the account is gone from Auth. */
export async function isGone({ authHost, projectId }: System, uid: string): Promise<boolean> {
  const response = await fetch(
    `http://${authHost}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts:lookup`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer owner' },
      body: JSON.stringify({ localId: [uid] }),
    },
  )
  const { users = [] } = (await response.json()) as { users?: readonly object[] }
  return users.length === 0
}
