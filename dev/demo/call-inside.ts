// Calls functions inside of this process: the same code as by HTTP, without sockets, for thousands of calls that nobody waits for.
import diagnostics from 'node:diagnostics_channel'
import inject from 'light-my-request'
import type { Dispatch } from '../gateway.ts'

export interface Answered {
  readonly status: number
  readonly text: string
}

/** What Node's own server tells of each request; our functions read bodies by it (shared/runtime/edge/raw-body.ts). */
const STARTED = diagnostics.channel('http.server.request.start')

/** POSTs JSON to a function, in the name of whoever the token says. */
export async function callInside(
  dispatch: Dispatch,
  name: string,
  token: string,
  body: object,
): Promise<Answered> {
  const { statusCode, payload } = await inject(
    (request, response) => {
      STARTED.publish({ request, response })
      dispatch(request, response)
    },
    {
      method: 'POST',
      url: `/${name}`,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      payload: JSON.stringify(body),
    },
  )
  return { status: statusCode, text: payload }
}
