// query(): a read-only function. Reads the request, authenticates, loads and answers; never writes. What it answered it may answer again
// without loading, while that holds.
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
import { toSent, withEtag } from './kept/etag.ts'
import type { Lasting, Sent } from './kept/kept-answers.ts'
import { openKept } from './kept/open-kept.ts'
import { countRequest } from './limits/count-requests.ts'
import { parseInput } from './input/parse-input.ts'
import { QUERY_METHODS, readQuery } from './request.ts'
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

type Answered<O> = O | Lasts<O> | { readonly refused: Refusal }

/** The answer, with how long it lasts where it may be given again. @throws RefusalError for a refusal */
function accepted<O extends object>(answered: Answered<O>): Partial<Lasts<O>> & { answer: O } {
  if ('refused' in answered) throw new RefusalError(answered.refused)
  return 'lasts' in answered ? answered : { answer: answered }
}

function toAsked<I extends object>(
  name: string,
  input: I,
  actor: Actor,
  { database, config, now: clock }: World,
): Asked<I> {
  const now = clock()
  const pages = pagesOf({ name, parameters: input, keys: config.pageTokenKeys, now })
  const as: Asked<I>['as'] = (role, calendar, booking) => asRole(role, calendar, actor, booking)
  return { input, actor, now, database, pages, as }
}

/** A query as a function of the manifest. */
export function query<S extends z.ZodObject, O extends z.ZodObject>(spec: Query<S, O>): Definition {
  const { name } = spec
  return {
    name,
    schemas: { input: spec.input, output: spec.output },
    reasons: reasonsOf(QUERY_REASONS, spec.refuses),
    hasEtag: spec.hasEtag === true,
    serve: (world) => {
      const kept = spec.hasEtag ? openKept(world) : undefined
      return shell(name, world, async (request, exchange) => {
        exchange.methods = QUERY_METHODS
        const actor = await authenticateQuery(request, world)
        const read = readQuery(request, exchange)
        if (spec.searchesText && read.fields['text'])
          countRequest('text queries', actor, request, world)
        const asked = toAsked(name, parseInput(spec.input, read), actor, world)
        if (!kept) return { body: accepted(await spec.answer(asked)).answer }
        const question = JSON.stringify(asked.input)
        const answerAnew = async (): Promise<Sent> => {
          const { answer, lasts } = accepted(await spec.answer(asked))
          const sent = toSent(answer)
          if (lasts) kept.keep(question, actor, { ...sent, ...lasts, since: asked.now })
          return sent
        }
        const sent = (await kept.find(question, actor, asked.now)) ?? (await answerAnew())
        return exchange.isCallable ? { body: sent.json } : withEtag(sent, request)
      })
    },
  }
}
