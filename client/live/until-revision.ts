// Waiting until documents show what was changed.
import { Refusal, Unavailable } from '../errors.ts'
import { type Signal, toSignal } from '../platform.ts'
import type { MirrorDocument } from '../types.ts'
import { reasonOf } from '../wait.ts'
import { type Clockwork, listen } from './listen.ts'
import { type FirestoreSdk, documentAt } from './sdk.ts'

/** How long it is waited. */
export interface UntilOptions {
  readonly signal?: Signal | undefined
  /** 15 s if unset. */
  readonly timeoutMillis?: number | undefined
}

const PATIENCE_MILLIS = 15_000

const refused = (professionalId: string) =>
  new Refusal({
    type: 'urn:availability-checker:forbidden',
    title: 'Forbidden',
    status: 403,
    detail: `the account may not read mirrors/${professionalId}`,
    reason: 'forbidden',
    requestId: '',
  })

/** Resolves as soon as all documents of a professional are as at this revision, or a later one. */
export function untilRevision(
  sdk: FirestoreSdk,
  clockwork: Clockwork,
  professionalId: string,
  revision: number,
  { signal, timeoutMillis = PATIENCE_MILLIS }: UntilOptions = {},
): Promise<void> {
  const { timers } = clockwork
  return new Promise((resolve, reject) => {
    let stop = () => {}
    let isOver = false
    const end = (error?: Error) => {
      isOver = true
      stop()
      timers.clearTimeout(timer as never)
      if (signal) toSignal(signal).removeEventListener('abort', giveUp)
      if (error) reject(error)
      else resolve()
    }
    const giveUp = () => end(signal && reasonOf(signal))
    const late = `${professionalId} was not at revision ${revision} after ${timeoutMillis} ms`
    const timer = timers.setTimeout(() => end(new Unavailable(late)), timeoutMillis)
    if (signal) toSignal(signal).addEventListener('abort', giveUp)
    if (signal && toSignal(signal).aborted) giveUp()
    if (isOver) return
    const place = documentAt<MirrorDocument>(sdk, `mirrors/${professionalId}`)
    stop = listen(place, clockwork, ({ data, denied }) => {
      if (denied) end(refused(professionalId))
      else if (data && data.revision >= revision) end()
    })
    // A Firestore may show at once what it knows.
    if (isOver) stop()
  })
}
