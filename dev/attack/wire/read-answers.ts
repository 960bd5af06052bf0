// The answers in what came over a socket, one after the other.
import type { Answer } from './shot.ts'

const HEAD = /^HTTP\/1\.1 (\d{3})[^\r\n]*\r\n/
const END = Buffer.from('\r\n\r\n')

/** What cannot be read as an answer stands in one with status 0, so that somebody looks at it. */
export function readAnswers(bytes: Buffer): readonly Answer[] {
  const answers: Answer[] = []
  let rest = bytes
  while (rest.byteLength > 0) {
    const at = rest.indexOf(END)
    const head = rest.subarray(0, at < 0 ? 0 : at + 2).toString('latin1')
    const status = HEAD.exec(head)?.[1]
    if (status === undefined) {
      answers.push({ status: 0, headers: new Map(), text: rest.toString('latin1') })
      break
    }
    const headers = new Map(
      head
        .split('\r\n')
        .slice(1, -1)
        .map((line) => {
          const colon = line.indexOf(':')
          return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
        }),
    )
    const isInterim = Number(status) < 200
    const body = rest.subarray(at + END.byteLength)
    const isChunked = headers.get('transfer-encoding') === 'chunked'
    const told = headers.get('content-length')
    // Nothing says how long it is: it ends with the connection.
    const isOpen = told === undefined && !isInterim && status !== '204' && status !== '304'
    const length = isOpen ? body.byteLength : Number(told ?? 0)
    const read = isChunked
      ? readChunks(body)
      : { text: body.subarray(0, length).toString('utf8'), length }
    if (!isInterim) answers.push({ status: Number(status), headers, text: read.text })
    rest = body.subarray(read.length)
  }
  return answers
}

/** A body in chunks, and how many bytes it took. */
function readChunks(bytes: Buffer): { readonly text: string; readonly length: number } {
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const end = bytes.indexOf('\r\n', at)
    const size =
      end < 0 ? Number.NaN : Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16)
    if (Number.isNaN(size))
      return { text: Buffer.concat(parts).toString('utf8'), length: bytes.byteLength }
    at = end + 2
    parts.push(bytes.subarray(at, at + size))
    at += size + 2
    if (size === 0) return { text: Buffer.concat(parts).toString('utf8'), length: at }
  }
}
