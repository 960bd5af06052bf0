// A function is alone in its process and has no paths of its own: whatever target a request names, it is the function that
// answers. Else the framework would answer some of them (`*`, what cannot be decoded, /favicon.ico) with a page of HTML.
import diagnostics from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

/** What follows the path of a request's target: `?…`, or nothing. */
export function queryOf(target: string): string {
  const at = target.indexOf('?')
  return at < 0 ? '' : target.slice(at)
}

/** From now on, every HTTP server of this process sees one path. */
export function answerEveryPath(): void {
  diagnostics.subscribe('http.server.request.start', (event) => {
    // The channel's documented message; its type is unknown to TypeScript.
    const { request } = event as { request: IncomingMessage }
    request.url = `/${queryOf(request.url ?? '')}`
  })
}
