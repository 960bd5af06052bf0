// A client of the pool as Kysely uses it: statements are prepared by name, and a transaction makes no round trip that it can spare.
//
// Nobody looks at the answer to `begin` or to a lock, so they are sent with the statement after them; a save that ends its
// transaction is sent with the commit. A row is then locked for one turn of this process and not for four.
import { createHash } from 'node:crypto'
import type { PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { span } from '../../tracing/current.ts'
import { toDatabaseFault } from './errors.ts'
import { isSentAhead, isSentWithCommit, nameStatement } from './statement-name.ts'

/** What is known of a text that was sent before. */
interface Known {
  /** By which it is prepared. */
  readonly prepared: string
  /** What it is called in traces. */
  readonly called: string
  readonly isAhead: boolean
  readonly isWithCommit: boolean
}

const known = new Map<string, Known>()
const TEXTS_KEPT = 1_000

/** As Kysely sends them. */
const BEGIN = 'begin'
const COMMIT = 'commit'
const ROLLBACK = 'rollback'

function know(text: string): Known {
  const before = known.get(text)
  if (before) return before
  // Statements are few and fixed; if ever they are not, they start anew rather than pile up.
  if (known.size >= TEXTS_KEPT) known.clear()
  const now = {
    prepared: createHash('sha256').update(text).digest('base64url').slice(0, 24),
    called: nameStatement(text),
    isAhead: text === BEGIN || isSentAhead(text),
    isWithCommit: isSentWithCommit(text),
  }
  known.set(text, now)
  return now
}

const POSTGRES = { 'db.system.name': 'postgresql' } as const

/** Of an answer, what Kysely looks at. */
type Answer = Pick<pg.QueryResult, 'command' | 'rowCount' | 'rows'>

const answerOf = (command: string): Answer => ({ command, rowCount: 0, rows: [] })

/** Whoever awaits it later is told; until then it is nobody's unhandled rejection. */
function later<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

/** A client that pipelines, as Kysely is to use it. */
export function prepareByName(client: pg.PoolClient): PostgresPoolClient {
  let isBroken = false
  let isInTransaction = false
  /** What was sent ahead of the next statement. */
  let ahead: Promise<unknown> | undefined
  /** The commit that was sent with the last statement. */
  let commit: Promise<Answer> | undefined

  // Kysely sends unnamed statements, which Postgres parses and plans anew each time (half the speed, measured).
  const ask = (text: string, values: readonly unknown[] = []): Promise<Answer> =>
    values.length > 0
      ? client.query({ name: know(text).prepared, text, values: [...values] })
      : client.query(text)

  const send = (text: string, values?: readonly unknown[]): Promise<Answer> =>
    later(
      span(know(text).called, 'client', POSTGRES, () => ask(text, values)).catch(
        (error: unknown) => {
          // A server that ends a session says so before the socket closes: nobody else may get that connection.
          isBroken ||= toDatabaseFault(error)?.kind === 'unavailable'
          throw error
        },
      ),
    )

  async function rollBack(): Promise<Answer> {
    isInTransaction = false
    const ended = commit
    commit = undefined
    ahead = undefined
    try {
      const { command } = await (ended ?? send(ROLLBACK))
      if (command === ROLLBACK.toUpperCase()) return answerOf(command)
    } catch {
      // What the transaction failed for is told. It ends with its connection, which nobody gets any more.
      isBroken = true
      return answerOf(ROLLBACK.toUpperCase())
    }
    throw new Error('a transaction was rolled back that its last statement had committed')
  }

  function end(): Promise<Answer> {
    isInTransaction = false
    const ended = commit ?? send(COMMIT)
    commit = undefined
    return ended
  }

  async function query(text: string, values: readonly unknown[]): Promise<Answer> {
    if (text === ROLLBACK) return rollBack()
    const before = ahead
    ahead = undefined
    const { isAhead, isWithCommit } = know(text)
    if (text === COMMIT) {
      const ended = end()
      await before
      return ended
    }
    if (commit) throw new Error('a statement came after the one that ends its transaction')
    const sent = send(text, values)
    if (text === BEGIN) isInTransaction = true
    if (isAhead && isInTransaction) {
      // One behind the other: who waits for both at once may be told of the second first, where one packet has both answers.
      ahead = later(Promise.resolve(before).then(() => sent))
      return answerOf('')
    }
    if (isWithCommit && isInTransaction) commit = send(COMMIT)
    // The first that failed tells why; what came after it says only that something had.
    await before
    return sent
  }

  const release = (destroy?: boolean) => client.release(destroy === true || isBroken)
  // The driver also knows a query of a cursor, which needs a cursor class that is not configured here.
  return { query, release } as unknown as PostgresPoolClient
}
