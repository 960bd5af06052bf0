// What is tried of a deployed function without any account: that its code answers, and that it lets in whom it should.
import { setTimeout as sleep } from 'node:timers/promises'

export interface Target {
  readonly name: string
  readonly url: string
  /** What a call without a token gets: our refusal, that a link is missing, an answer, or nothing, since nobody but Google's own may reach it. */
  readonly gets: 'refusal' | 'answer' | 'nothing' | 'no-link'
}

/** Cloud Run's IAM and the ingress take a minute or two to know of a new service. */
export interface Patience {
  readonly millis: number
  readonly pauseMillis: number
}

const REFUSALS = {
  refusal: { status: 401, reasons: ['unauthenticated', 'app-check-failed'] },
  'no-link': { status: 400, reasons: ['invalid-request'] },
} as const satisfies Partial<Record<Target['gets'], object>>

/** What is wrong with an answer to a call without a token; undefined if nothing is. */
async function faultOf({ gets }: Target, response: Response): Promise<string | undefined> {
  const text = await response.text()
  if (gets === 'nothing')
    return [401, 403, 404].includes(response.status)
      ? undefined
      : `answers ${response.status}: nobody should get in`
  const told = `${response.status} ${text.slice(0, 200)}`
  if (gets === 'answer') return response.ok ? undefined : `answers ${told}`
  const { status, reasons } = REFUSALS[gets]
  if (response.status !== status) return `answers ${told}`
  const requestId = response.headers.get('X-Request-Id')
  const reason = /"reason":"([^"]+)"/.exec(text)?.[1] ?? ''
  // Cloud Run's own 401 is a page of HTML: the function was not reached.
  if (requestId === null || !reasons.some((one) => one === reason)) return `is not reached: ${told}`
  return undefined
}

const call = async (target: Target): Promise<string | undefined> => {
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"data":{}}',
      signal: AbortSignal.timeout(20_000),
    })
    return await faultOf(target, response)
  } catch (error) {
    return `cannot be called: ${String(error)}`
  }
}

/** Calls a function until it answers as it should; returns what was wrong at last, if anything was. */
export const check = async (target: Target, patience: Patience): Promise<string | undefined> => {
  const until = Date.now() + patience.millis
  for (;;) {
    const fault = await call(target)
    if (fault === undefined || Date.now() + patience.pauseMillis > until) return fault
    await sleep(patience.pauseMillis)
  }
}
