// A collector of traces: takes OTLP over HTTP as Google's does, and tells the spans.
import { once } from 'node:events'
import { createServer } from 'node:http'

export interface Span {
  readonly service: string
  readonly traceId: string
  readonly spanId: string
  /** Empty for the first of a trace. */
  readonly parentSpanId: string
  readonly name: string
  /** 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number
  readonly startNanos: bigint
  readonly endNanos: bigint
  /** By key; values as text. */
  readonly attributes: Readonly<Record<string, string>>
  /** 2 where it failed. */
  readonly status: number
}

export interface Collector {
  readonly url: string
  readonly spans: () => readonly Span[]
  /** Everything that came, as text that can be searched. */
  readonly text: () => string
  /** From now on it answers this status, after so long. */
  readonly answer: (status: number, millis?: number) => void
  readonly stop: () => void
}

type Fields = ReadonlyMap<number, readonly (Buffer | bigint)[]>

function readVarint(bytes: Buffer, from: number): readonly [bigint, number] {
  let value = 0n
  for (let at = from, shift = 0n; ; at++, shift += 7n) {
    const byte = bytes.readUInt8(at)
    value |= BigInt(byte & 127) << shift
    if (byte < 128) return [value, at + 1]
  }
}

/** The fields of a protobuf message by number; see protobuf.dev/programming-guides/encoding. */
function readFields(bytes: Buffer): Fields {
  const fields = new Map<number, (Buffer | bigint)[]>()
  for (let at = 0; at < bytes.length;) {
    const [tag, after] = readVarint(bytes, at)
    const wire = Number(tag & 7n)
    let value: Buffer | bigint
    if (wire === 0) [value, at] = readVarint(bytes, after)
    else if (wire === 1) [value, at] = [bytes.readBigUInt64LE(after), after + 8]
    else if (wire === 5) [value, at] = [BigInt(bytes.readUInt32LE(after)), after + 4]
    else {
      const [length, begin] = readVarint(bytes, after)
      at = begin + Number(length)
      value = bytes.subarray(begin, at)
    }
    fields.set(Number(tag >> 3n), [...(fields.get(Number(tag >> 3n)) ?? []), value])
  }
  return fields
}

const messages = (fields: Fields, number: number): Fields[] =>
  (fields.get(number) ?? []).map((value) => readFields(value as Buffer))
const bytesOf = (fields: Fields | undefined, number: number): Buffer => {
  const value = fields?.get(number)?.[0]
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0)
}
const numberOf = (fields: Fields | undefined, number: number): bigint => {
  const value = fields?.get(number)?.[0]
  return typeof value === 'bigint' ? value : 0n
}

function toAttributes(pairs: readonly Fields[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [value] = messages(pair, 2)
      const text = value?.has(1) ? bytesOf(value, 1).toString() : String(numberOf(value, 3))
      return [bytesOf(pair, 1).toString(), text]
    }),
  )
}

/** The spans of an ExportTraceServiceRequest; see opentelemetry/proto/trace/v1/trace.proto. */
function readSpans(body: Buffer): Span[] {
  return messages(readFields(body), 1).flatMap((resourceSpans) => {
    const resource = toAttributes(messages(resourceSpans, 1).flatMap((one) => messages(one, 1)))
    return messages(resourceSpans, 2)
      .flatMap((scopeSpans) => messages(scopeSpans, 2))
      .map((span) => ({
        service: resource['service.name'] ?? '',
        traceId: bytesOf(span, 1).toString('hex'),
        spanId: bytesOf(span, 2).toString('hex'),
        parentSpanId: bytesOf(span, 4).toString('hex'),
        name: bytesOf(span, 5).toString(),
        kind: Number(numberOf(span, 6)),
        startNanos: numberOf(span, 7),
        endNanos: numberOf(span, 8),
        attributes: toAttributes(messages(span, 9)),
        status: Number(numberOf(messages(span, 15)[0], 3)),
      }))
  })
}

/** Starts a collector on a port that is free. */
export async function startCollector(): Promise<Collector> {
  const bodies: Buffer[] = []
  let status = 200
  let millis = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const isTaken = request.url === '/v1/traces' && status === 200
      if (isTaken) bodies.push(Buffer.concat(chunks))
      setTimeout(() => response.writeHead(status).end(), millis)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A TCP server's address is an object.
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    spans: () => bodies.flatMap(readSpans),
    text: () => Buffer.concat(bodies).toString('latin1'),
    answer: (nextStatus, nextMillis = 0) => {
      status = nextStatus
      millis = nextMillis
    },
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
