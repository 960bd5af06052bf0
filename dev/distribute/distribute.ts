// Cuts a database by professional: fills what leads to calendars, then sends migrations/distributed, statement by statement, each in a
// transaction of its own. All of it may be sent again.
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { statementsOf } from '../../shared/database/connection/statements.ts'
import { clearPlaces, fillPlaces, finishPlaces } from './fill.ts'
import { follow, isFollowed, unfollow } from './follow.ts'
import { setPlans } from './plans.ts'
import { isCut, refuseOldSchema, refuseSubscriptions } from './state.ts'

/** The files that cut a database, below the folder of migrations, in their order. */
export async function readDistributed(migrations: string): Promise<readonly string[]> {
  const folder = join(migrations, 'distributed')
  const files = (await readdir(folder)).filter((file) => /^\d{4}-.*\.sql$/.test(file)).toSorted()
  return Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
}

/** Connects to a database of the newest schema. */
async function withNewest(
  url: string,
  migrations: string,
  run: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await refuseOldSchema(client, migrations)
    await run(client)
  } finally {
    await client.end()
  }
}

/**
 * Fills what leads to calendars ahead of the cut, while rows are written or replicated into the database; what is written from
 * then on is followed until the cut. Safe to be interrupted and sent again.
 *
 * @param tell gets a line for each thing that was done
 */
export const fillAhead = (
  url: string,
  migrations: string,
  tell: (line: string) => void,
): Promise<void> =>
  withNewest(url, migrations, async (client) => {
    if (await isCut(client))
      throw new Error('the database is cut already: there is nothing to fill ahead')
    await follow(client)
    tell('what is written is followed')
    await fillPlaces(client, tell, { writers: 'followed' })
  })

/** Cuts the database of a coordinator. @param tell gets a line for each thing that was done */
export const distribute = (
  url: string,
  migrations: string,
  tell: (line: string) => void,
): Promise<void> =>
  withNewest(url, migrations, async (client) => {
    await refuseSubscriptions(client)
    if (!(await isCut(client))) {
      if (await isFollowed(client)) await finishPlaces(client, tell)
      else {
        await fillPlaces(client, tell)
        await clearPlaces(client)
      }
      // A cut takes triggers along to the shards, where these have no business.
      await unfollow(client)
    }
    const statements = (await readDistributed(migrations)).flatMap(statementsOf)
    for (const [n, statement] of statements.entries()) {
      await client.query(statement)
      tell(`statements: ${n + 1} of ${statements.length}`)
    }
    await setPlans(client, tell)
  })
