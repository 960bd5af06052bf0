// What happens at the end of an instance: requests that run are answered, then the process ends. Cloud Run sends SIGTERM and
// kills after ten seconds; functions-framework would end at once, in the middle of everything (docs/surprises.md).
import diagnostics from 'node:diagnostics_channel'
import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** Of the ten seconds, one is left for closing. */
const DRAIN_MILLIS = 9_000

const servers = new Set<Server>()
const running = new Set<ServerResponse>()

function followRequests(): void {
  diagnostics.subscribe('http.server.request.start', (event) => {
    // The channel's documented message; its type is unknown to TypeScript.
    const { server, response } = event as { server: Server; response: ServerResponse }
    servers.add(server)
    running.add(response)
    response.once('close', () => running.delete(response))
  })
}

async function untilAnswered(): Promise<void> {
  // Again and again: a connection that is kept alive may bring one more request.
  while (running.size > 0)
    await Promise.all([...running].map((response) => once(response, 'close')))
}

// The framework adds its listener when it begins to listen; ours, which is there already, is to be the only one.
function keepOthersOff(ours: () => void): void {
  process.on('newListener', (event, listener) => {
    if (event !== 'SIGTERM' || listener === ours) return
    // It is added after this event.
    queueMicrotask(() => process.off('SIGTERM', listener as () => void))
  })
}

/** From now on SIGTERM ends this process when its requests are answered, or after nine seconds; `close` comes last. */
export function drainAtEnd(close: () => Promise<void>): void {
  followRequests()
  async function drain(): Promise<void> {
    for (const server of servers) server.close()
    await Promise.race([untilAnswered(), sleep(DRAIN_MILLIS, undefined, { ref: false })])
    // The pool waits for statements that run; there are none, unless the time was over.
    if (running.size === 0) await close()
  }
  let isDraining = false
  const ours = () => {
    if (isDraining) return
    isDraining = true
    drain().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', ours)
  keepOthersOff(ours)
}
