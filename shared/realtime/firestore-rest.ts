// Calls of Firestore's REST interface, bounded in time. Google's client is ten times this function's own program: what may
// be done in one request is done in one request. See docs/decisions/0013-the-mirror-is-written-over-rest.md.
import { post, whenAborted } from '../http/post.ts'
import { span } from '../tracing/current.ts'
import { FirestoreRefusal, toMirrorFault } from './firestore-faults.ts'

/** Where the documents are. */
export interface MirrorPlace {
  readonly projectId: string
  /** `https://firestore.googleapis.com`, or the emulator's `http://host:port`. */
  readonly baseUrl: string
  /** Of the service account; the emulator's is `owner`. */
  readonly accessToken: () => Promise<string>
}

const ANSWER_MILLIS = 10_000
const FIRESTORE = { 'db.system.name': 'gcp.firestore' } as const

export type Method = 'batchGet' | 'batchWrite' | 'commit' | 'runQuery'

interface Failed {
  readonly error?: { readonly status?: string; readonly message?: string }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a proxy on the way answers in its own words, and a stream may break off
  }
}

/** Methods that answer a stream answer a list, and their error in it: under any status, where they had begun to answer. */
function errorIn(told: unknown): Failed['error'] {
  const all = (Array.isArray(told) ? told : [told]) as readonly (Failed | null | undefined)[]
  return all.find((one) => one?.error)?.error
}

function toRefusal(httpStatus: number, text: string, error: Failed['error']): FirestoreRefusal {
  const isFault = httpStatus >= 500 || httpStatus === 200
  // A proxy on the way tells what is too large in its own words.
  const named = httpStatus === 413 ? 'TOO_LARGE' : error?.status
  const status = named ?? (isFault ? 'UNAVAILABLE' : `HTTP ${httpStatus}`)
  return new FirestoreRefusal(status, error?.message ?? text.slice(0, 200))
}

async function answerOf(
  place: MirrorPlace,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<unknown> {
  const { projectId, baseUrl, accessToken } = place
  const url = `${baseUrl}/v1/projects/${projectId}/databases/(default)/documents${path}`
  const posted = await post(url, {
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${await accessToken()}`,
    },
    body: JSON.stringify(body),
    signal,
  })
  const told = parse(posted.text)
  const error = errorIn(told)
  if (posted.status === 200 && told !== undefined && !error) return told
  throw toRefusal(posted.status, posted.text, error)
}

/**
 * Calls a method on a document or on all of them; a commit that was given up may still be carried out: its condition
 * makes it harmless.
 *
 * @param name of the span
 * @throws Unavailable for what may pass; FirestoreRefusal for what may not
 */
export function callFirestore(
  name: string,
  place: MirrorPlace,
  path: `${string}:${Method}`,
  body: object,
): Promise<unknown> {
  return span(name, 'client', FIRESTORE, async () => {
    try {
      const deadline = AbortSignal.timeout(ANSWER_MILLIS)
      // The token, too, may have to be fetched.
      return await Promise.race([answerOf(place, path, body, deadline), whenAborted(deadline)])
    } catch (error) {
      throw toMirrorFault(error)
    }
  })
}
