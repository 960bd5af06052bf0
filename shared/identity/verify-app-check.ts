// Firebase App Check: whether a request comes from an app of the project. See
// firebase.google.com/docs/app-check/custom-resource-backend; the same rules as firebase-admin's, with the keys' address as an
// argument, so that a test can sign real tokens.
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { Unavailable } from '../contract/faults/unavailable.ts'
import { isTokenFault } from './jwt-faults.ts'

/** Where Google publishes the keys that App Check signs with. */
const APP_CHECK_KEYS = 'https://firebaseappcheck.googleapis.com/v1/jwks'

const ISSUER = 'https://firebaseappcheck.googleapis.com/'

/** Whether an App Check token is valid for this project now. */
export type VerifyAppCheck = (token: string) => Promise<boolean>

/** A verifier of App Check tokens; the keys are fetched with the first one, and kept. */
export function makeVerifyAppCheck(projectId: string, keysUrl = APP_CHECK_KEYS): VerifyAppCheck {
  const keys = createRemoteJWKSet(new URL(keysUrl))
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        audience: `projects/${projectId}`,
        requiredClaims: ['exp', 'sub'],
      })
      // The issuer ends with the project's number, which a project does not know of itself; the audience names it.
      return payload.iss?.startsWith(ISSUER) === true && payload.sub !== ''
    } catch (error) {
      if (isTokenFault(error)) return false
      throw new Unavailable('App Check tokens cannot be verified at present', error)
    }
  }
}
