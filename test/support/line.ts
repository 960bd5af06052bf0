// A line to one of the real parts that a test can cut and mend.
import { type Server, type Socket, connect, createServer } from 'node:net'
import { freePort } from '../../dev/parts/ports.ts'

export interface Line {
  readonly host: string
  /** Ends all connections; `refuse` takes no new ones, `swallow` takes them and never answers. */
  readonly cut: (how: 'refuse' | 'swallow') => Promise<void>
  readonly mend: () => Promise<void>
}

/** A line to a port of this machine, `host:port`, on a port of its own. */
export async function layLine(target: string): Promise<Line> {
  const [, targetPort = ''] = target.split(':')
  const port = await freePort()
  const sockets = new Set<Socket>()
  let isSwallowing = false
  let server: Server | undefined
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }
  function join(socket: Socket): void {
    keep(socket)
    if (isSwallowing) return
    const far = connect({ host: '127.0.0.1', port: Number(targetPort) })
    keep(far)
    socket.pipe(far).pipe(socket)
    socket.on('close', () => far.destroy())
    far.on('close', () => socket.destroy())
  }
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  async function mend(): Promise<void> {
    isSwallowing = false
    drop()
    if (server) return
    const opened = createServer(join)
    server = opened
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject)
      opened.listen(port, '127.0.0.1', resolve)
    })
  }
  async function cut(how: 'refuse' | 'swallow'): Promise<void> {
    isSwallowing = how === 'swallow'
    const closed = server
    if (how === 'refuse' && closed) {
      server = undefined
      const closing = new Promise((resolve) => {
        closed.close(resolve)
      })
      drop()
      await closing
    }
    drop()
  }
  await mend()
  return { host: `127.0.0.1:${port}`, cut, mend }
}
