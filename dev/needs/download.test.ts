// Downloading from a server that misbehaves in every way that servers do.
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { download } from './download.ts'

const BYTES = randomBytes(300_000)
const SHA256 = createHash('sha256').update(BYTES).digest('hex')

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let folder: string
let url: string
/** Answers of the server, one after the other; the last one again and again. */
let answers: Answer[]
let ranges: (string | undefined)[]
const server = createServer((request, response) => {
  ranges.push(request.headers.range)
  const answer = answers.length > 1 ? answers.shift() : answers[0]
  answer?.(request, response)
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'download-'))
  ranges = []
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening')
  // A TCP server's address is an object.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/java.tar.gz`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})

/** All of it, or from where it is asked for. */
const whole: Answer = ({ headers: { range } }, response) => {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
  response.writeHead(range === undefined ? 200 : 206)
  response.end(BYTES.subarray(from))
}
const withoutRanges: Answer = (_, response) => response.end(BYTES)
const cutAfter =
  (bytes: number): Answer =>
  (_, response) => {
    response.writeHead(200, { 'Content-Length': BYTES.length })
    response.write(BYTES.subarray(0, bytes), () => response.destroy())
  }
const status =
  (code: number): Answer =>
  (_, response) => {
    response.writeHead(code)
    response.end('no')
  }
const wrong: Answer = (_, response) => response.end(Buffer.alloc(BYTES.length))
const silent: Answer = (_, response) => {
  response.writeHead(200)
  response.write(BYTES.subarray(0, 10))
}

const to = () => join(folder, 'java.tar.gz')
const get = (signal?: AbortSignal) =>
  download(
    { url, to: to(), size: BYTES.length, sha256: SHA256 },
    { progress: () => {}, pauseMillis: 1, idleMillis: 300, ...(signal && { signal }) },
  )

describe('a download', () => {
  it('is there whole, tells how far it is, and is not asked for again', async () => {
    answers = [whole]
    const told: number[] = []
    const what = { url, to: to(), size: BYTES.length, sha256: SHA256 }
    await download(what, { progress: (bytes) => told.push(bytes) })
    expect(readFileSync(to())).toEqual(BYTES)
    expect(told.at(-1)).toBe(BYTES.length)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    await get()
    expect(ranges).toHaveLength(1)
  })

  it('goes on where the connection was cut', async () => {
    answers = [cutAfter(100_000), whole]
    await get()
    expect(readFileSync(to())).toEqual(BYTES)
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/)
  })

  it('goes on at the next start where it was ended', async () => {
    answers = [whole]
    writeFileSync(`${to()}.part`, BYTES.subarray(0, 1234))
    await get()
    expect(readFileSync(to())).toEqual(BYTES)
    expect(ranges).toEqual(['bytes=1234-'])
  })

  it('begins again where the server does not go on', async () => {
    answers = [cutAfter(100_000), withoutRanges]
    await get()
    expect(readFileSync(to())).toEqual(BYTES)
  })

  it('begins again where what was there is of another file', async () => {
    answers = [whole]
    writeFileSync(`${to()}.part`, Buffer.alloc(1000))
    await get()
    expect(readFileSync(to())).toEqual(BYTES)
    expect(ranges).toEqual(['bytes=1000-', undefined])
  })

  it.each([
    ['a checksum that is wrong', wrong, /SHA-256 is [0-9a-f]{64}, not [0-9a-f]{64}/],
    ['more than was said', (_, response) => response.end(Buffer.alloc(400_000)), /more than/],
    ['a server that fails', status(503), /in 4 tries: it was answered with 503/],
    ['a server that falls silent', silent, /nothing came for 0\.3 s/],
  ] satisfies [string, Answer, RegExp][])(
    'is given up after %s, and nothing is there',
    async (_, answer, said) => {
      answers = [answer]
      await expect(get()).rejects.toThrow(said)
      expect(ranges).toHaveLength(4)
      expect(existsSync(to())).toBe(false)
    },
  )

  it('is not tried again where there is no such file', async () => {
    answers = [status(404)]
    await expect(get()).rejects.toThrow(`${url} was answered with 404.`)
    expect(ranges).toHaveLength(1)
  })

  it('names the address where nobody answers', async () => {
    const nowhere = { url: 'http://127.0.0.1:1/x', to: to(), size: 1, sha256: SHA256 }
    await expect(download(nowhere, { progress: () => {}, pauseMillis: 1 })).rejects.toThrow(
      'http://127.0.0.1:1/x could not be fetched',
    )
  })

  it('ends at once when it is given up, and keeps what has come', async () => {
    answers = [silent]
    const stopping = new AbortController()
    const getting = download(
      { url, to: to(), size: BYTES.length, sha256: SHA256 },
      { progress: () => stopping.abort(), signal: stopping.signal },
    )
    await expect(getting).rejects.toThrow(/abort/i)
    expect(ranges).toHaveLength(1)
  })
})
