// query(): a read-only function. Reads the request, authenticates, loads and answers; never writes. What it answered it may answer again
// without loading, while that holds.
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type * as z from 'zod'
import type { Reason } from '../../contract/faults/reasons.ts'
import type { Database } from '../../database/connection/connection.ts'
import { readRevisions } from '../../database/load/read-revisions.ts'
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
import { type Kept, type Lasting, type Sent, keepAnswers } from './kept/kept-answers.ts'
import { gatherRevisions } from './kept/present-revision.ts'
import { countRequest } from './limits/count-requests.ts'
import { parseInput } from './input/parse-input.ts'
import { QUERY_METHODS, readQuery } from './request.ts'
import type { Answer } from './outgoing.ts'
import { shell } from './shell.ts'
import type { World } from '../world/world.ts'

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
  readonly answer: (
    asked: Asked<z.infer<S>>,
  ) => Promise<z.infer<O> | Lasts<z.infer<O>> | { readonly refused: Refusal }>
}

/** An answer that may be given again, and while what. */
export interface Lasts<O> {
  readonly answer: O
  readonly lasts: Lasting
}

function toSent(body: object): Sent {
  const json = Buffer.from(JSON.stringify(body))
  const hash = createHash('sha256').update(json).digest('base64url').slice(0, 27)
  return { json, etag: `"${hash}"` }
}

function withEtag({ json, etag }: Sent, request: HttpRequest): Answer {
  const asked = (request.get('If-None-Match') ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
  const headers = {
    ETag: etag,
    'Cache-Control': 'private, no-cache',
    Vary: 'Origin, Authorization',
  }
  return { body: json, headers, isUnchanged: asked.includes(etag) || asked.includes('*') }
}

const isLasting = (answer: object): answer is Lasts<object> => 'lasts' in answer

/** Looks for an answer that holds still, and keeps those that may be given again. */
function openKept({ database }: World) {
  const answers = keepAnswers()
  const presentRevision = gatherRevisions((ids) => readRevisions(database, ids))
  return {
    keep: answers.keep,
    find: async (question: string, actor: Actor, now: Instant): Promise<Kept | undefined> => {
      const kept = answers.find(question, actor, now)
      if (!kept[0]) return undefined
      const revision = await presentRevision(kept[0].professionalId)
      return kept.find((one) => one.revision === revision)
    },
  }
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
    serve: (world) => {
      const kept = spec.hasEtag ? openKept(world) : undefined
      return shell(spec.name, world, async (request, exchange) => {
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
        const question = kept && JSON.stringify(input)
        const found = question && (await kept.find(question, actor, now))
        const send = (sent: Sent) =>
          exchange.isCallable ? { body: sent.json } : withEtag(sent, request)
        if (found) return send(found)
        const keys = world.config.pageTokenKeys
        const pages = pagesOf({ name: spec.name, parameters: input, keys, now })
        const answered = await spec.answer({ input, actor, now, database, pages, as })
        if (isRefused(answered)) throw new RefusalError(answered.refused)
        if (!question) return { body: answered }
        const { answer, lasts } = isLasting(answered)
          ? answered
          : { answer: answered, lasts: undefined }
        const sent = toSent(answer)
        if (lasts) kept.keep(question, actor, { ...sent, ...lasts, since: now })
        return send(sent)
      })
    },
  }
}
