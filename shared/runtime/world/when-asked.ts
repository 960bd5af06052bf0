// What a function may need and mostly does not: each library is loaded when it is first asked for, so that no cold start pays for it.
import type { Mailer, SendMail } from '../../delivery/smtp.ts'
import type { AuthPlace } from '../../identity/auth-place.ts'
import type { DeleteAuthAccount } from '../../identity/delete-auth-account.ts'
import type { FindAuthAccount } from '../../identity/find-auth-account.ts'
import type { VerifyAppCheck } from '../../identity/verify-app-check.ts'
import type { VerifyToken } from '../../identity/verify-token.ts'
import type { Config } from './config.ts'

const SCOPES = [
  'https://www.googleapis.com/auth/pubsub',
  'https://www.googleapis.com/auth/datastore',
  'https://www.googleapis.com/auth/trace.append',
  'https://www.googleapis.com/auth/firebase.messaging',
  'https://www.googleapis.com/auth/identitytoolkit',
]

/** Access tokens of the service account: the library is loaded with the first. */
export function googleAccessToken(): () => Promise<string> {
  let accessToken: Promise<() => Promise<string>> | undefined
  return async () => {
    accessToken ??= import('./google-auth.ts').then(({ makeAccessToken }) =>
      makeAccessToken(SCOPES),
    )
    return (await accessToken)()
  }
}

/** Jobs and subscribers verify nobody: what verifies is loaded with the first token. */
export function verifyWhenAsked(place: AuthPlace, keepsTokens: boolean): VerifyToken {
  const { projectId, isEmulator } = place
  let verifier: Promise<VerifyToken> | undefined
  const make = async () => {
    const [{ makeVerifyToken }, { makeReadEmulatorToken, makeReadIdToken }] = await Promise.all([
      import('../../identity/verify-token.ts'),
      import('../../identity/read-id-token.ts'),
    ])
    return makeVerifyToken(
      place,
      isEmulator ? makeReadEmulatorToken(projectId) : makeReadIdToken(projectId, { keepsTokens }),
    )
  }
  return async (token, isFresh, now) => (await (verifier ??= make()))(token, isFresh, now)
}

/** Only where App Check is enforced does anybody ask. */
export function verifyAppCheckWhenAsked(projectId: string): VerifyAppCheck {
  let verifier: Promise<VerifyAppCheck> | undefined
  return async (token) => {
    verifier ??= import('../../identity/verify-app-check.ts').then(({ makeVerifyAppCheck }) =>
      makeVerifyAppCheck(projectId),
    )
    return (await verifier)(token)
  }
}

/** What is to be sent asks for its account, and nothing else. */
export function findAuthAccountWhenAsked(place: AuthPlace): FindAuthAccount {
  let finder: Promise<FindAuthAccount> | undefined
  return async (uid, now) => {
    finder ??= import('../../identity/find-auth-account.ts').then(({ makeFindAuthAccount }) =>
      makeFindAuthAccount(place),
    )
    return (await finder)(uid, now)
  }
}

/** The last step of an erasure asks. */
export function deleteAuthAccountWhenAsked(projectId: string): DeleteAuthAccount {
  return async (uid) => {
    const { makeDeleteAuthAccount } = await import('../../identity/delete-auth-account.ts')
    await makeDeleteAuthAccount(projectId)(uid)
  }
}

/** One function sends mail, and only some of its messages are mails: nodemailer is loaded with the first. */
export function sendMailWhenAsked({ mail }: Config): SendMail | undefined {
  if (!mail) return undefined
  let mailer: Promise<Mailer> | undefined
  return async (one) => {
    mailer ??= import('../../delivery/smtp.ts').then(({ openMailer }) => openMailer(mail.smtp))
    return (await mailer).send(one)
  }
}
