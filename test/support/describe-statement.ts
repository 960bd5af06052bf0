// What Postgres says of a statement's rows, without running it: its parser's answer to a "describe".
import type pg from 'pg'

/** The part of the driver's connection that speaks the protocol, which its types leave out. */
interface Protocol {
  readonly parse: (statement: { name: string; text: string }) => void
  readonly describe: (what: { type: 'S'; name: string }) => void
  readonly sync: () => void
}

/** The columns of a statement's rows; none where it gives no rows. */
export function describeStatement(
  client: pg.ClientBase,
  text: string,
): Promise<readonly pg.FieldDef[]> {
  return new Promise((resolve, reject) => {
    let fields: readonly pg.FieldDef[] = []
    let failed: Error | undefined
    const description = {
      submit: (connection: unknown) => {
        const protocol = connection as Protocol
        protocol.parse({ name: '', text })
        protocol.describe({ type: 'S', name: '' })
        protocol.sync()
      },
      handleRowDescription: (message: { readonly fields: readonly pg.FieldDef[] }) => {
        ;({ fields } = message)
      },
      handleError: (error: Error) => {
        failed = error
      },
      handleReadyForQuery: () => (failed ? reject(failed) : resolve(fields)),
    }
    client.query(description)
  })
}
