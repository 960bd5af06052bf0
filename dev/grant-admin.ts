// `npm run grant-admin -- <uid|email>`: makes an account an admin, in the running local stack or, where GOOGLE_CLOUD_PROJECT
// is set, in that Firebase project.
import { initializeApp } from 'firebase-admin/app'
import { type Auth, getAuth, type UserRecord } from 'firebase-admin/auth'
import { findRunningStack } from './stack-file.ts'

const WRONG_USAGE = 2

function openAuth(): { readonly auth: Auth; readonly where: string } {
  const project = process.env.GOOGLE_CLOUD_PROJECT
  if (project) return { auth: getAuth(initializeApp({ projectId: project })), where: project }
  const stack = findRunningStack()
  if (!stack)
    throw new Error(
      'The local stack does not run: start it with `npm run dev`, ' +
        'or set GOOGLE_CLOUD_PROJECT to the Firebase project that is meant.',
    )
  process.env.FIREBASE_AUTH_EMULATOR_HOST = stack.authHost
  process.env.METADATA_SERVER_DETECTION = 'none'
  const { projectId } = stack
  return { auth: getAuth(initializeApp({ projectId })), where: 'the local stack' }
}

function find(auth: Auth, account: string): Promise<UserRecord> {
  return account.includes('@') ? auth.getUserByEmail(account) : auth.getUser(account)
}

function toSentence(error: unknown, account: string): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'auth/user-not-found')
    return `There is no account "${account}"; it has to be signed up first.`
  if (code === 'app/invalid-credential' || /credential/i.test(error.message))
    return `Google does not know who asks: gcloud auth application-default login (${error.message})`
  return error.message
}

const [account = '', ...more] = process.argv.slice(2)
if (account === '' || account.startsWith('-') || more.length > 0) {
  console.error('Usage: npm run grant-admin -- <uid|email>')
  process.exit(WRONG_USAGE)
}
try {
  const { auth, where } = openAuth()
  const { uid, email = 'no e-mail', customClaims } = await find(auth, account)
  await auth.setCustomUserClaims(uid, { ...customClaims, admin: true })
  console.log(
    `${uid} (${email}) is an admin of ${where}, from the next ID token on: sign in again.`,
  )
} catch (error) {
  console.error(toSentence(error, account))
  process.exitCode = 1
}
