// Calls that are told to come again, are not answered, or are refused for good.
import { describe, expect, it } from 'vitest'
import { Offline, Refusal, Unavailable } from '../../../client/errors.ts'
import type { Reason } from '../../../client/types.ts'
import { patiently } from './patience.ts'

const refusal = (reason: Reason, retryAfterMillis?: number) =>
  new Refusal(
    { type: 't', title: 't', status: 409, detail: 'because', reason, requestId: 'r' },
    retryAfterMillis,
  )

/** Throws each of these once, then answers. */
async function tried(...errors: readonly Error[]) {
  const waits: [number, string][] = []
  let calls = 0
  const patience = {
    signal: new AbortController().signal,
    onWait: (millis: number, why: string) => void waits.push([millis, why]),
    pauses: [1, 2],
  }
  const ended = await patiently(patience, () => {
    const error = errors[calls]
    calls += 1
    return error ? Promise.reject(error) : Promise.resolve('answer')
  }).catch((error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : error))
  return { ended, calls, waits: waits.map(([millis]) => millis) }
}

describe('a call', () => {
  it('waits as long as it is told where there were too many, twice at the most', async () => {
    expect(await tried(refusal('rate-limited', 5))).toEqual({
      ended: 'answer',
      calls: 2,
      waits: [5],
    })
    const thrice = Array.from({ length: 3 }, () => refusal('rate-limited', 1))
    expect(await tried(...thrice)).toEqual({ ended: 'Refusal: because', calls: 3, waits: [1, 1] })
  })

  it('is made again some times where nothing answers, and then ends the import', async () => {
    expect(await tried(new Offline('gone'), new Unavailable('busy'))).toMatchObject({
      ended: 'answer',
      waits: [1, 2],
    })
    const gone = Array.from({ length: 3 }, () => new Offline('gone'))
    expect(await tried(...gone)).toEqual({
      ended: 'Stopped: the system does not answer (gone); run the same command again when it does',
      calls: 3,
      waits: [1, 2],
    })
  })

  it('tells a refusal at once, and ends the import where nothing will be taken', async () => {
    expect((await tried(refusal('slot-taken'))).ended).toBe('Refusal: because')
    expect((await tried(refusal('unauthenticated'))).ended).toMatch(/^Stopped: .*get a new one/)
    expect((await tried(refusal('forbidden'))).ended).toBe(
      'Stopped: the system answered forbidden: because',
    )
    expect((await tried(new Error('a bug'))).ended).toBe('Error: a bug')
  })
})
