// The local gateway: every function of the manifest behind one port.
import { randomUUID } from 'node:crypto'
import {
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
  createServer,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FunctionName, manifest } from '../functions/manifest.ts'
import type { Definition } from '../shared/runtime/world/definition.ts'
import { toListener } from '../shared/runtime/edge/direct.ts'
import { queryOf } from '../shared/runtime/edge/one-path.ts'
import { toProblemSent } from '../shared/runtime/edge/outgoing.ts'
import { RefusalError, toFailure } from '../shared/runtime/edge/problem.ts'
import { keepBodiesRaw } from '../shared/runtime/edge/raw-body.ts'
import type { World } from '../shared/runtime/world/world.ts'
import type { Instant } from '../shared/time/instant.ts'

/** Every function of the manifest, by the path of a request. */
export type Dispatch = (request: IncomingMessage, response: ServerResponse) => void

export interface Gateway {
  /** `http://host:port`, without a slash at the end. */
  readonly url: string
  readonly port: number
  /** Resolves when what is being answered is answered; `at once` cuts it off. */
  stop(how?: 'at once'): Promise<void>
}

/** The name of what a function's file exports: `create-booking` exports `createBooking`. */
export function exportNameOf(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** What the file of a function exports. */
export async function loadDefinition(name: FunctionName): Promise<Definition> {
  const module = (await import(`../functions/${manifest[name].room}/${name}.ts`)) as Record<
    string,
    Definition
  >
  const definition = module[exportNameOf(name)]
  if (definition?.name !== name)
    throw new Error(`functions/${manifest[name].room}/${name}.ts exports no ${exportNameOf(name)}`)
  return definition
}

/**
 * `/name`, as deployed, or `/project/region/name`, which connectFunctionsEmulator of the Firebase SDKs calls. Taken apart as
 * text: a request's target may be anything (`*`, `http://[`), and URL throws at some of it.
 */
function nameIn(target: string): string | undefined {
  const [path = ''] = target.replace(/^https?:\/\/[^/?]*/i, '').split('?', 1)
  const parts = path.split('/').slice(1)
  return parts.length === 1 ? parts[0] : parts.length === 3 ? parts[2] : undefined
}

/** Answers what names no function as functions answer what they refuse, with the names that there are. */
function refuseUnknown(response: ServerResponse, names: readonly string[]): void {
  const requestId = randomUUID()
  const failure = toFailure(RefusalError.of('not-found', 'there is no such function'), requestId)
  const { status, headers, content } = toProblemSent(failure, {
    requestId,
    isCallable: false,
    methods: '',
  })
  response.writeHead(status, {
    ...headers,
    'Content-Type': content?.type,
    'X-Request-Id': requestId,
  })
  response.end(JSON.stringify({ ...failure.problem, functions: names }))
}

/** The functions in a world of their own, or each in its own, by whatever way requests come. */
export async function openDispatch(
  world: World | ((name: FunctionName) => World),
): Promise<Dispatch> {
  keepBodiesRaw()
  const listeners = new Map<string, RequestListener>()
  for (const name of Object.keys(manifest) as FunctionName[]) {
    const own = typeof world === 'function' ? world(name) : world
    listeners.set(name, toListener((await loadDefinition(name)).serve(own)))
  }
  return (request, response) => {
    const target = request.url ?? '/'
    const listener = listeners.get(nameIn(target) ?? '')
    if (!listener) {
      refuseUnknown(response, [...listeners.keys()])
      return
    }
    request.url = `/${queryOf(target)}`
    listener(request, response)
  }
}

/** Starts the gateway in a world of its own, or each function in one; port 0 takes any that is free. */
export async function startGateway(options: {
  readonly world: World | ((name: FunctionName) => World)
  readonly port: number
  readonly host?: string
  /** What answers tell as the time, by which apps set their clocks; the machine's unless told. */
  readonly dateOfAnswers?: () => Instant
}): Promise<Gateway> {
  const { world, port, host = '127.0.0.1', dateOfAnswers } = options
  const dispatch = await openDispatch(world)
  const gateway = createServer((request, response) => {
    if (dateOfAnswers) response.setHeader('Date', new Date(dateOfAnswers()).toUTCString())
    dispatch(request, response)
  })
  await new Promise<void>((resolve, reject) => {
    gateway.once('error', reject)
    gateway.listen(port, host, resolve)
  })
  // A TCP server's address is an object.
  const address = gateway.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    stop: (how) =>
      new Promise((resolve) => {
        gateway.close(() => resolve())
        if (how === 'at once') gateway.closeAllConnections()
        gateway.closeIdleConnections()
        setTimeout(() => gateway.closeAllConnections(), 3_000).unref()
      }),
  }
}
