// The documentation beside a local stack. Nothing is built before somebody opens it: the start of the stack waits for nothing.
import { type ChildProcess, spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { toSiteConfig } from '../site/config.ts'
import { SITE_FOLDER } from '../site/ensure.ts'
import { makeAnswer } from '../site/serve.ts'
import type { Addresses } from '../stack-file.ts'
import { type Listening, listen } from './listen.ts'

const COMMAND = join(import.meta.dirname, '../docs.ts')

/** Asks for itself again until the site is there. */
const waitingPage = (sentence: string, isAgain: boolean) => `<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">${isAgain ? '<meta http-equiv="refresh" content="1">' : ''}
<title>Documentation</title><body style="font: 18px/1.6 system-ui, sans-serif; margin: 20vh auto; max-width: 32em; padding: 0 24px">
<p>${sentence}</p></body></html>`

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** Serves the site of the repository; its API page calls the stack at these addresses. */
export async function startSite(options: {
  readonly port: number
  readonly host: '127.0.0.1' | '0.0.0.0'
  readonly addresses: Addresses
  readonly hasDemo: boolean
}): Promise<Listening> {
  const { port, host, addresses, hasDemo } = options
  let answer: Answer | undefined
  let building: ChildProcess | undefined
  let failed = ''
  const build = () => {
    let output = ''
    building = spawn(process.execPath, [COMMAND, '--only-build'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    building.stderr?.on(
      'data',
      (text: Buffer) => (output = `${output}${text.toString()}`.slice(-2_000)),
    )
    building.once('exit', (code) => {
      building = undefined
      if (code === 0)
        answer = makeAnswer(SITE_FOLDER, (name) => toSiteConfig(addresses, { host: name, hasDemo }))
      else failed = output.replaceAll(/[<&]/g, ' ')
    })
  }
  const server = await listen(
    (request, response) => {
      if (answer) {
        answer(request, response)
        return
      }
      response.writeHead(503, {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
      })
      if (failed !== '') {
        response.end(waitingPage(`The documentation cannot be built: ${failed}`, false))
        failed = '' // asked for again, it is tried again
        return
      }
      if (!building) build()
      response.end(waitingPage('The documentation is being built, for about twenty seconds.', true))
    },
    { port, host },
  )
  return {
    url: server.url,
    stop: async () => {
      building?.kill()
      await server.stop()
    },
  }
}
