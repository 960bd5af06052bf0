// A line between the functions and one of the parts, which can be cut, can swallow, and can lose replies.
import { type Socket, connect, createServer, type AddressInfo } from 'node:net'

/** `flows`; `refuses` takes no new connections; `swallows` takes them and passes nothing on; `loses replies` passes on what is asked alone. */
export type LineMode = 'flows' | 'refuses' | 'swallows' | 'loses replies'

export interface Line {
  readonly host: string
  readonly port: number
  /** Changes what happens from now on to all connections, those that stand too. */
  readonly set: (mode: LineMode) => void
  /** Ends all connections; new ones are taken as the mode says. */
  readonly cut: () => number
  readonly stop: () => Promise<void>
}

/** Lays a line to a port of this machine, on a port of its own. */
export async function layLine(targetPort: number): Promise<Line> {
  const sockets = new Set<Socket>()
  let mode: LineMode = 'flows'
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((near) => {
    keep(near)
    if (mode === 'refuses') {
      near.destroy()
      return
    }
    const far = connect({ host: '127.0.0.1', port: targetPort })
    keep(far)
    near.on('data', (bytes) => {
      if (mode === 'flows' || mode === 'loses replies') far.write(bytes)
    })
    far.on('data', (bytes) => {
      if (mode === 'flows') near.write(bytes)
    })
    near.on('end', () => far.end())
    far.on('end', () => near.end())
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo // of a server that listens on a port
  const cut = () => {
    const count = sockets.size
    for (const socket of sockets) socket.destroy()
    return count
  }
  return {
    host: `127.0.0.1:${port}`,
    port,
    set: (next) => {
      mode = next
    },
    cut,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}
