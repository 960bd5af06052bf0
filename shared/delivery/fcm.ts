// Pushing to devices by FCM's HTTP v1 service. firebase-admin names the service's host itself, so that nothing local could
// stand in for it; this address is a setting, as those of the emulators are.
// https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages/send
import { type Posted, post, whenAborted } from '../http/post.ts'
import { type Outcome, toAnswer } from './outcome.ts'

/** Where pushes are handed in. */
export interface FcmPlace {
  readonly projectId: string
  /** `https://fcm.googleapis.com`, or a stand-in's `http://host:port`. */
  readonly baseUrl: string
  readonly accessToken: () => Promise<string>
}

/** What a device shows, and what its app opens. */
export interface Push {
  readonly token: string
  readonly title: string
  readonly body: string
  readonly data: Readonly<Record<string, string>>
  /** Seconds after which it is worth nothing any more. */
  readonly ttlSeconds: number
  /** A newer push with the same key takes this one's place on a device that was off. */
  readonly collapseKey: string
}

const ANSWER_MILLIS = 10_000

function toSendRequest({ token, title, body, data, ttlSeconds, collapseKey }: Push): object {
  return {
    message: {
      token,
      notification: { title, body },
      data,
      android: { ttl: `${ttlSeconds}s`, collapse_key: collapseKey, priority: 'HIGH' },
      apns: { headers: { 'apns-collapse-id': collapseKey, 'apns-priority': '10' } },
      webpush: { headers: { TTL: String(ttlSeconds), Topic: collapseKey.slice(0, 32) } },
    },
  }
}

interface Refusal {
  readonly error?: {
    readonly status?: string
    readonly details?: readonly {
      readonly errorCode?: string
      /** Of `google.rpc.BadRequest`: which fields of the request are wrong. */
      readonly fieldViolations?: readonly { readonly field?: string }[]
    }[]
  }
}

interface Told {
  /** FCM's own code for what is wrong, such as `UNREGISTERED`. */
  readonly code: string
  /** Another field than the token is wrong: that is ours, and says nothing of the device. */
  readonly isOurs: boolean
}

function toTold(text: string): Told {
  try {
    const { error } = JSON.parse(text) as Refusal
    const { details = [], status = '' } = error ?? {}
    const code = details.find(({ errorCode }) => errorCode !== undefined)?.errorCode
    const wrong = details.flatMap(({ fieldViolations = [] }) => fieldViolations)
    return { code: code ?? status, isOurs: wrong.some(({ field }) => field !== 'message.token') }
  } catch {
    return { code: '', isOurs: false } // a proxy on the way answers in its own words
  }
}

/**
 * The token is nobody's any more; or it is tied to another sender, and is of no use to this one for as long as it lives.
 * https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode
 */
const GONE = ['UNREGISTERED', 'SENDER_ID_MISMATCH']

function toOutcome({ status, text, retryAfterMillis }: Posted): Outcome {
  if (status === 200) return { kind: 'sent', answer: '200' }
  const { code, isOurs } = toTold(text)
  const answer = toAnswer(`${status} ${code}`)
  if (GONE.includes(code)) return { kind: 'refused', answer, isGone: true }
  // What is wrong with our own rights or quota passes once somebody has mended it: no device pays for it.
  if (status >= 500 || status === 429 || status === 401 || status === 403)
    return {
      kind: 'later',
      answer,
      ...(retryAfterMillis !== undefined && { afterMillis: retryAfterMillis }),
    }
  // A token that is no token at all is told as an invalid argument, as any other bad field is:
  // https://firebase.google.com/docs/cloud-messaging/manage-tokens
  return { kind: 'refused', answer, isGone: code === 'INVALID_ARGUMENT' && !isOurs }
}

/** Hands one push in. Never throws: what keeps it from arriving is the outcome. */
export async function sendPush(place: FcmPlace, push: Push): Promise<Outcome> {
  const { projectId, baseUrl, accessToken } = place
  const signal = AbortSignal.timeout(ANSWER_MILLIS)
  const send = async () =>
    post(`${baseUrl}/v1/projects/${projectId}/messages:send`, {
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${await accessToken()}`,
      },
      body: JSON.stringify(toSendRequest(push)),
      signal,
    })
  try {
    return toOutcome(await Promise.race([send(), whenAborted(signal)]))
  } catch (error) {
    return { kind: 'later', answer: toAnswer(error instanceof Error ? error.message : 'no answer') }
  }
}
