// query(): a read-only function. Reads the request, authenticates, loads and answers; never writes.
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type * as z from 'zod'
import type { Reason } from '../../contract/faults/reasons.ts'
import type { Database } from '../../database/connection/connection.ts'
import { type Actor, type Role, asRole } from '../../identity/actor.ts'
import type { Booking, By, Calendar } from '../../scheduling/model/calendar.ts'
import type { Refusal } from '../../scheduling/model/refusal.ts'
import type { Instant } from '../../time/instant.ts'
import { authenticateQuery } from './authenticate.ts'
import type { Definition } from '../world/definition.ts'
import { QUERY_REASONS, reasonsOf } from './edge-reasons.ts'
import { type Pages, pagesOf } from './page-token.ts'
import { RefusalError } from './problem.ts'
import type { HttpRequest } from '../world/http.ts'
import { countRequest } from './limits/count-requests.ts'
import { parseInput } from './input/parse-input.ts'
import { QUERY_METHODS, readQuery } from './request.ts'
import type { Answer } from './outgoing.ts'
import { shell } from './shell.ts'

/** What a query answers from. */
export interface Asked<I> {
  readonly input: I
  readonly actor: Actor
  readonly now: Instant
  readonly database: Kysely<Database>
  /** Of a list: where its pages begin and end. */
  readonly pages: Pages
  /** As what the caller plays a role in a calendar; undefined where they may not. */
  readonly as: (
    role: Role,
    calendar: Pick<Calendar, 'ownerUid'>,
    booking?: Pick<Booking, 'client'>,
  ) => By | undefined
}

export interface Query<S extends z.ZodObject, O extends z.ZodObject> {
  readonly name: string
  readonly input: S
  /** What is answered; the type of the answer, and its description. */
  readonly output: O
  /** For which reasons of its own it refuses, beside those of every function of its kind. */
  readonly refuses: readonly Reason[]
  /** Whether a request with `text` costs what few may be asked in a minute. */
  readonly searchesText?: boolean
  /** Whether the answer carries an ETag, for callers who ask again and again. */
  readonly hasEtag?: boolean
  readonly answer: (asked: Asked<z.infer<S>>) => Promise<z.infer<O> | { readonly refused: Refusal }>
}

function withEtag(body: object, request: HttpRequest): Answer {
  const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 27)}"`
  const asked = (request.get('If-None-Match') ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
  const headers = {
    ETag: etag,
    'Cache-Control': 'private, no-cache',
    Vary: 'Origin, Authorization',
  }
  return { body, headers, isUnchanged: asked.includes(etag) || asked.includes('*') }
}

function isRefused(answer: object): answer is { readonly refused: Refusal } {
  return 'refused' in answer
}

/** A query as a function of the manifest. */
export function query<S extends z.ZodObject, O extends z.ZodObject>(spec: Query<S, O>): Definition {
  return {
    name: spec.name,
    schemas: { input: spec.input, output: spec.output },
    reasons: reasonsOf(QUERY_REASONS, spec.refuses),
    hasEtag: spec.hasEtag === true,
    serve: (world) =>
      shell(spec.name, world, async (request, exchange) => {
        exchange.methods = QUERY_METHODS
        const actor = await authenticateQuery(request, world)
        const read = readQuery(request, exchange)
        if (spec.searchesText && read.fields['text'])
          countRequest('text queries', actor, request, world)
        const input = parseInput(spec.input, read)
        const { database } = world
        const as: Asked<unknown>['as'] = (role, calendar, booking) =>
          asRole(role, calendar, actor, booking)
        const now = world.now()
        const keys = world.config.pageTokenKeys
        const pages = pagesOf({ name: spec.name, parameters: input, keys, now })
        const answer = await spec.answer({ input, actor, now, database, pages, as })
        if (isRefused(answer)) throw new RefusalError(answer.refused)
        const isCached = spec.hasEtag && !exchange.isCallable
        return isCached ? withEtag(answer, request) : { body: answer }
      }),
  }
}
