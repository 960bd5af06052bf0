// The request of whoever has a link: a query string, JSON, or a form as browsers and mail programs post it.
import type { HttpRequest } from '../../world/http.ts'
import { bodyHeadersOf } from '../raw-body.ts'
import { RefusalError } from '../problem.ts'
import { type Protocol, type Read, fieldsOfQuery, readCommand } from '../request.ts'
import { readBytes } from './read-body.ts'

const FORMS = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i

/** A form's texts by their names; a name that comes twice is a list, which no field of ours is. */
async function readForm(
  request: HttpRequest,
  contentType: string,
): Promise<Record<string, unknown>> {
  const bytes = readBytes(request, FORMS, 'a form')
  try {
    // Deprecated for bodies of any size; this one was bounded before.
    // oxlint-disable-next-line typescript/no-deprecated
    const form = await new Response(bytes, { headers: { 'Content-Type': contentType } }).formData()
    return Object.fromEntries(
      [...new Set(form.keys())].map((key) => {
        const [first, ...more] = form.getAll(key)
        return [key, more.length === 0 ? first : [first, ...more]]
      }),
    )
  } catch {
    const message = 'is no form of its type'
    throw RefusalError.of('invalid-request', `the body ${message}`, [{ path: '', message }])
  }
}

/** Reads what is done by POST. What stands in the query is part of it: mail programs post to the link itself (RFC 8058). */
export async function readLinkPost(request: HttpRequest, protocol: Protocol): Promise<Read> {
  const { contentType } = bodyHeadersOf(request)
  const query = fieldsOfQuery(request)
  if (FORMS.test(contentType))
    return { isQueryString: true, fields: { ...query, ...(await readForm(request, contentType)) } }
  const read = readCommand(request, protocol)
  return { ...read, fields: { ...query, ...read.fields } }
}
