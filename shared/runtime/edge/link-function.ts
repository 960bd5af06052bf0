// linkFunction(): what anybody may do who has a link of ours. The token says what; a browser is answered a page, programs JSON.
import type * as z from 'zod'
import type { Reason } from '../../contract/faults/reasons.ts'
import { toLocale } from '../../contract/values/locale.ts'
import { type Purpose, readLinkToken } from '../../identity/link-token.ts'
import { PAGE_HEADERS, toPageHtml } from '../../notifications/page-html.ts'
import { type Page, type PageFault, faultPage } from '../../notifications/page.ts'
import type { Definition } from '../world/definition.ts'
import type { World } from '../world/world.ts'
import { countAddress } from './limits/count-requests.ts'
import { LINK_REASONS, reasonsOf } from './edge-reasons.ts'
import { parseInput } from './input/parse-input.ts'
import { readLinkPost } from './input/read-link.ts'
import type { Exchange, PageSent } from './outgoing.ts'
import { RefusalError } from './problem.ts'
import { QUERY_METHODS, readQuery } from './request.ts'
import { shell } from './shell.ts'
import type { HttpRequest } from '../world/http.ts'

/** A request with a link of ours. */
export interface Opened<I> {
  readonly input: I
  readonly purpose: Purpose
  readonly subject: string
  /** In whose words a page speaks: the browser's first choice. */
  readonly locale: string | undefined
  readonly world: World
  readonly requestId: string
}

/** The answer in both forms. */
export interface Shown<A> {
  readonly body: A
  readonly page: Page
}

export interface LinkFunction<
  S extends z.ZodObject<{ token: z.ZodString }>,
  O extends z.ZodObject,
> {
  readonly name: string
  readonly input: S
  readonly output: O
  /** For which reasons of its own it refuses, beside those of every function of its kind. */
  readonly refuses: readonly Reason[]
  /** What a link may be for; any other leads nowhere. */
  readonly purposes: readonly Purpose[]
  /** Answers a GET, which changes nothing; unset, it is called by POST alone. */
  readonly show?: (opened: Opened<z.infer<S>>) => Promise<Shown<z.infer<O>>>
  /** Answers a POST; unset, POST is the callable form of GET. */
  readonly act?: (opened: Opened<z.infer<S>>) => Promise<Shown<z.infer<O>>>
}

const MISSING = 'this link leads nowhere: it was altered, or its time is over'

/** No header that anybody sends has more languages. */
const LANGUAGES = 50

/** The language that a browser asks for first. */
export function localeOf(acceptLanguage: string | undefined): string | undefined {
  const weighed = (acceptLanguage ?? '').split(',', LANGUAGES).flatMap((part) => {
    const [tag = '', ...parameters] = part.trim().split(';')
    const weight = parameters
      .map((one) => /^\s*q=([01](?:\.\d+)?)\s*$/.exec(one)?.[1])
      .find(Boolean)
    const locale = tag === '*' ? undefined : toLocale(tag)
    return locale === undefined ? [] : [{ locale, weight: Number(weight ?? 1) }]
  })
  return weighed.toSorted((a, b) => b.weight - a.weight)[0]?.locale
}

const FAULTS: Partial<Record<Reason, PageFault>> = {
  'not-found': 'gone',
  'invalid-request': 'gone',
  'too-late-to-cancel': 'too-late',
  'not-changeable': 'too-late',
}

const toSent = (page: Page): PageSent => ({ html: toPageHtml(page), headers: PAGE_HEADERS })

/** A browser says that it wants pages; what fetches, or posts a mail's one click, does not. */
const wantsPage = (request: HttpRequest): boolean =>
  /\btext\/html\b/i.test(request.get('Accept') ?? '')

async function readLink<S extends z.ZodObject<{ token: z.ZodString }>, O extends z.ZodObject>(
  { show, act, input }: LinkFunction<S, O>,
  request: HttpRequest,
  exchange: Exchange,
) {
  const isPost = act !== undefined && (request.method === 'POST' || show === undefined)
  const read = isPost ? await readLinkPost(request, exchange) : readQuery(request, exchange)
  return { answer: isPost ? act : show, input: parseInput(input, read) }
}

function methodsOf({ show }: { readonly show?: unknown }): string {
  return show === undefined ? 'POST, OPTIONS' : QUERY_METHODS
}

/** A function for whoever has a link, of the manifest. */
export function linkFunction<S extends z.ZodObject<{ token: z.ZodString }>, O extends z.ZodObject>(
  spec: LinkFunction<S, O>,
): Definition {
  return {
    name: spec.name,
    schemas: { input: spec.input, output: spec.output },
    reasons: reasonsOf(LINK_REASONS, spec.refuses),
    serve: (world) =>
      shell(spec.name, world, async (request, exchange) => {
        exchange.methods = methodsOf(spec)
        countAddress(request, world)
        const locale = localeOf(request.get('Accept-Language'))
        // A link that is opened only to ask has nothing to tell a program.
        const isQuestion = spec.act !== undefined && request.method !== 'POST'
        if (isQuestion || wantsPage(request))
          exchange.toPage = (reason) => toSent(faultPage(FAULTS[reason] ?? 'failed', locale))
        const { answer, input } = await readLink(spec, request, exchange)
        const now = world.now()
        const found = spec.purposes.flatMap((purpose) => {
          const subject = readLinkToken(world.config.linkKeys, purpose, input.token, now)
          return subject === undefined ? [] : [{ purpose, subject }]
        })[0]
        if (!found || !answer) throw RefusalError.of('not-found', MISSING)
        const { requestId } = exchange
        const { body, page } = await answer({ input, ...found, locale, world, requestId })
        return { body, ...(exchange.toPage && { page: toSent(page) }) }
      }),
  }
}
