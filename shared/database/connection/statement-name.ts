// What a statement is called in traces and in Postgres' own statistics: what its comment says, else its verb and table.
import { type Expression, type RawBuilder, sql } from 'kysely'

const COMMENT = /\/\*\s*([\w-]+)\s*\*\//
const VERB = /^\s*(\w+)/
const TABLE = /\b(?:from|into|update)\s+"?(\w+)/i

/** A name of few words, without any value of the statement. */
export function nameStatement(text: string): string {
  const said = COMMENT.exec(text)?.[1]
  if (said !== undefined) return said
  const verb = VERB.exec(text)?.[1]?.toLowerCase() ?? 'statement'
  const table = TABLE.exec(text)?.[1]
  return table === undefined ? verb : `${verb} ${table}`
}

/** Names a statement of the builder: `.modifyEnd(named('claim-due'))`. */
export const named = (name: string): Expression<unknown> => sql.raw(`/* ${name} */`)

/** Said in the text of a statement whose answer nobody looks at. */
export const AHEAD = '/* ahead */'
/** Said in the text of a statement that is the last of its transaction: it is sent with the commit. */
export const WITH_COMMIT = '/* with commit */'

/** Names a statement whose answer nobody looks at: in a transaction it is sent with the one after it. */
export const namedAhead = (name: string): Expression<unknown> => sql.raw(`/* ${name} */ ${AHEAD}`)

/** The same, as a part of a statement that is built. */
export const withCommit = (): RawBuilder<unknown> => sql.raw(WITH_COMMIT)

/** Whether it is sent with the statement after it. */
export const isSentAhead = (text: string): boolean => text.includes(AHEAD)
/** Whether the commit is sent with it. */
export const isSentWithCommit = (text: string): boolean => text.includes(WITH_COMMIT)
