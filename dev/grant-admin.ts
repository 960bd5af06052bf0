// `npm run grant-admin -- <uid|email>`: makes an account an admin, in the running local stack or, where GOOGLE_CLOUD_PROJECT
// is set, in that Firebase project.
import type { Auth, UserRecord } from 'firebase-admin/auth'
import { required, text } from './command/option.ts'
import { runCommand } from './command/run.ts'
import { findRunningStack } from './stack-file.ts'

/** Where accounts are: in a Firebase project, or in the local stack. */
function findPlace(): { readonly projectId: string; readonly where: string } {
  const project = process.env.GOOGLE_CLOUD_PROJECT
  if (project) return { projectId: project, where: project }
  const stack = findRunningStack()
  if (!stack)
    throw new Error(
      'The local stack does not run: start it with `npm run dev`, ' +
        'or set GOOGLE_CLOUD_PROJECT to the Firebase project that is meant.',
    )
  process.env.FIREBASE_AUTH_EMULATOR_HOST = stack.authHost
  process.env.METADATA_SERVER_DETECTION = 'none'
  return { projectId: stack.projectId, where: 'the local stack' }
}

async function openAuth(projectId: string): Promise<Auth> {
  const { initializeApp } = await import('firebase-admin/app')
  const { getAuth } = await import('firebase-admin/auth')
  return getAuth(initializeApp({ projectId }))
}

function find(auth: Auth, account: string): Promise<UserRecord> {
  return account.includes('@') ? auth.getUserByEmail(account) : auth.getUser(account)
}

function explain(error: unknown, account: string): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? error.code : undefined
  if (code === 'auth/user-not-found')
    return new Error(`There is no account "${account}"; it has to be signed up first.`)
  if (code === 'app/invalid-credential' || /credential/i.test(error.message))
    return new Error(
      `Google does not know who asks: gcloud auth application-default login (${error.message})`,
    )
  return error
}

await runCommand(
  {
    name: 'npm run grant-admin',
    does:
      'Makes an account an admin, from its next sign-in on: in the local stack that runs or, where the environment variable ' +
      'GOOGLE_CLOUD_PROJECT is set, in that Firebase project.',
    arguments: {
      account: required(text('UID|EMAIL', 'the account, which has to be signed up already')),
    },
    examples: [
      ['npm run grant-admin -- anna.weber@example.com', 'with `npm run dev` beside it'],
      [
        'GOOGLE_CLOUD_PROJECT=shop-prod npm run grant-admin -- ada@shop.example',
        'in a deployment, with the credentials of gcloud auth application-default login',
      ],
    ],
  },
  async ({ account }) => {
    const { projectId, where } = findPlace()
    try {
      const auth = await openAuth(projectId)
      const { uid, email = 'no e-mail', customClaims } = await find(auth, account)
      await auth.setCustomUserClaims(uid, { ...customClaims, admin: true })
      console.log(
        `${uid} (${email}) is an admin of ${where}, from the next ID token on: sign in again.`,
      )
    } catch (error) {
      throw explain(error, account)
    }
  },
)
