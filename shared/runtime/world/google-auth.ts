// Access tokens of the service account. Loaded with the first: the library costs a cold start that most requests need not pay.
// A file of our own, since a bundle gives a package written for CommonJS no names where it is imported when it is needed.
import { GoogleAuth } from 'google-auth-library'

/** Gives tokens for these scopes, each until it is nearly over. */
export function makeAccessToken(scopes: readonly string[]): () => Promise<string> {
  const auth = new GoogleAuth({ scopes: [...scopes] })
  return async () => {
    const token = await auth.getAccessToken()
    if (!token) throw new Error('there is no access token of the service account')
    return token
  }
}
