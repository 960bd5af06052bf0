// Real accounts of the Auth emulator.

export interface User {
  readonly uid: string
  readonly email: string
  readonly password: string
  readonly token: string
}

async function ask(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Record<string, string>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!response.ok)
    throw new Error(`the Auth emulator answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Record<string, string>
}

/** Signs a new account up; with custom claims, its token carries them. */
export async function signUp(
  authHost: string,
  projectId: string,
  name: string,
  claims?: object,
): Promise<User> {
  const base = `http://${authHost}/identitytoolkit.googleapis.com/v1`
  const unique = `${name.toLowerCase().replace(/\W+/g, '.')}.${Math.random().toString(36).slice(2, 10)}`
  const email = `${unique}@example.com`
  const password = `secret-${unique}`
  const admin = { Authorization: 'Bearer owner' }
  const created = await ask(
    `${base}/projects/${projectId}/accounts`,
    { email, password, displayName: name, emailVerified: true },
    admin,
  )
  const uid = created['localId'] ?? ''
  if (claims)
    await ask(
      `${base}/projects/${projectId}/accounts:update`,
      { localId: uid, customAttributes: JSON.stringify(claims) },
      admin,
    )
  const signedIn = await ask(
    `${base}/accounts:signInWithPassword?key=fake`,
    { email, password, returnSecureToken: true, targetProjectId: projectId },
    admin,
  )
  return { uid, email, password, token: signedIn['idToken'] ?? '' }
}
