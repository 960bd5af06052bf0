// Where it is imported to: the published functions of the local stack or of a deployment, as somebody who is signed in.
import { type Client, createClient } from '../../client/create-client.ts'
import { ADMIN, PASSWORD } from '../demo/people.ts'
import { signIn } from '../demo/accounts.ts'
import { findRunningStack } from '../stack-file.ts'
import { Stopped } from './apply/stopped.ts'
import type { Options, Where } from './options.ts'
import type { PlannedProfessional } from './plan/plan.ts'
import { FIREBASE, type SignedIn, signInByPassword, signInByToken } from './sign-in.ts'

export interface Target {
  readonly url: string
  readonly client: Client
  readonly caller: SignedIn
  /** The account of somebody who has none yet; only the local stack makes any. */
  readonly makeOwner: ((planned: PlannedProfessional) => Promise<string>) | undefined
}

async function openLocal(now: () => number): Promise<Target> {
  const stack = findRunningStack()
  if (!stack)
    throw new Stopped('the local stack does not run: start it with `npm run dev`, or say --url')
  const { authHost, projectId, functions: url } = stack
  await signIn(authHost, projectId, ADMIN, PASSWORD, { admin: true })
  const base = `http://${authHost}`
  const place = {
    identity: `${base}/identitytoolkit.googleapis.com`,
    token: `${base}/securetoken.googleapis.com`,
    apiKey: 'any',
  }
  const caller = await signInByPassword(place, ADMIN.email, PASSWORD, now)
  return {
    url,
    caller,
    client: createClient({ functionsUrl: url, getIdToken: caller.getIdToken }),
    makeOwner: async ({ profile: { name }, email }) => {
      if (email === undefined)
        throw new Stopped(`"${name}" has no e-mail address in the source: say --owner ID=UID`)
      return (await signIn(authHost, projectId, { name, email }, PASSWORD)).uid
    },
  }
}

function signInFrom(
  apiKey: string | undefined,
  environment: NodeJS.ProcessEnv,
  now: () => number,
): Promise<SignedIn> | SignedIn {
  const { IMPORT_ID_TOKEN: token, IMPORT_EMAIL: email, IMPORT_PASSWORD: password } = environment
  if (token) return signInByToken(token)
  if (apiKey !== undefined && email && password)
    return signInByPassword({ ...FIREBASE, apiKey }, email, password, now)
  throw new Stopped(
    'nobody is signed in: set IMPORT_ID_TOKEN, or IMPORT_EMAIL and IMPORT_PASSWORD with --api-key',
  )
}

/** Opens the target that the options name; undefined for none. @throws Stopped where it is not there, or nobody is signed in */
export async function openTarget(
  { where }: { readonly where: Where } & Pick<Options, 'isDry'>,
  environment: NodeJS.ProcessEnv,
  now: () => number,
): Promise<Target | undefined> {
  if (where.kind === 'nowhere') return undefined
  if (where.kind === 'local') return openLocal(now)
  const caller = await signInFrom(where.apiKey, environment, now)
  const appCheck = environment['IMPORT_APP_CHECK_TOKEN']
  const client = createClient({
    functionsUrl: where.url,
    getIdToken: caller.getIdToken,
    ...(appCheck && { getAppCheckToken: () => Promise.resolve(appCheck) }),
  })
  return { url: where.url, caller, client, makeOwner: undefined }
}
