// Downloads one large file: goes on where it was cut off, checks size and SHA-256, and never leaves half a file under its name.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Download {
  readonly url: string
  readonly to: string
  /** Bytes of the whole. */
  readonly size: number
  readonly sha256: string
}

export interface DownloadOptions {
  /** Told the bytes that are there, again and again. */
  readonly progress: (bytes: number) => void
  readonly signal?: AbortSignal
  /** A connection that brings nothing for so long is cut, and tried again. */
  readonly idleMillis?: number
  /** Before the second try; doubled before each further one. */
  readonly pauseMillis?: number
}

const TRIES = 4
const IDLE_MILLIS = 30_000
const PAUSE_MILLIS = 1_000

/** An answer that another try does not change. */
class Refused extends Error {}

/** @throws in a sentence that names the URL; what came by then is kept, and the next call goes on from there */
export async function download(what: Download, options: DownloadOptions): Promise<void> {
  const { url, to, size, sha256 } = what
  const { pauseMillis = PAUSE_MILLIS, signal } = options
  if (existsSync(to)) return
  mkdirSync(dirname(to), { recursive: true })
  const part = `${to}.part`
  for (let attempt = 1; ; attempt++)
    try {
      if (sizeOf(part) < size) await fetchRest(what, part, options)
      await check(part, { url, size, sha256 })
      await rename(part, to)
      return
    } catch (cause) {
      signal?.throwIfAborted()
      if (cause instanceof Refused) throw cause
      if (attempt === TRIES)
        throw new Error(`${url} could not be fetched, in ${TRIES} tries: ${whyOf(cause)}`, {
          cause,
        })
      await sleep(pauseMillis * 2 ** (attempt - 1), undefined, signal && { signal })
    }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

const whyOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

/** Appends what is still to come. */
async function fetchRest(
  { url, size }: Download,
  part: string,
  { progress, signal, idleMillis = IDLE_MILLIS }: DownloadOptions,
): Promise<void> {
  const had = sizeOf(part)
  const idle = new AbortController()
  const cut = () => idle.abort(new Error(`nothing came for ${idleMillis / 1000} s`))
  let waiting = setTimeout(cut, idleMillis)
  try {
    const response = await fetch(url, {
      ...(had > 0 && { headers: { Range: `bytes=${had}-` } }),
      signal: signal ? AbortSignal.any([signal, idle.signal]) : idle.signal,
    })
    const { status, body } = response
    if (status >= 400 && status < 500 && status !== 408 && status !== 416 && status !== 429)
      throw new Refused(`${url} was answered with ${status}.`)
    if (!response.ok || body === null) throw new Error(`it was answered with ${status}`)
    // Whoever does not go on begins again.
    const isRest = status === 206
    let bytes = isRest ? had : 0
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          clearTimeout(waiting)
          waiting = setTimeout(cut, idleMillis)
          bytes += chunk.byteLength
          if (bytes > size) throw new Error(`it has more than the ${size} bytes that were expected`)
          progress(bytes)
          yield chunk
        }
      },
      createWriteStream(part, { flags: isRest ? 'a' : 'w' }),
    )
  } finally {
    clearTimeout(waiting)
  }
}

/** What is not whole is gone on with; what is whole but wrong is thrown away. */
async function check(part: string, { size, sha256 }: Omit<Download, 'to'>): Promise<void> {
  const bytes = sizeOf(part)
  if (bytes < size) throw new Error(`the connection was cut after ${bytes} of ${size} bytes`)
  const hash = createHash('sha256')
  await pipeline(createReadStream(part), hash)
  const found = hash.digest('hex')
  if (bytes === size && found === sha256) return
  await rm(part)
  throw new Error(`its SHA-256 is ${found}, not ${sha256} as it should be`)
}
