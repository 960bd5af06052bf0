// Whoever waits for a row that another transaction holds is told that it is busy after a while, also where the row is at another node.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { LIMITS, openDatabase } from '../../shared/database/connection/connection.ts'
import { toDatabaseFault } from '../../shared/database/connection/errors.ts'
import { saveDecision } from '../../shared/database/save/save-decision.ts'
import { cloneDatabase } from '../support/clone-database.ts'
import { everySave, newIds } from '../support/saves.ts'

it('a wait for a calendar has an end, where Postgres is distributed too', async () => {
  const clone = await cloneDatabase()
  const config = { connectionString: clone.url }
  const limits = { ...LIMITS, lockMillis: 200, idleMillis: 20_000 }
  const database = openDatabase({ config, isDistributed: true }, limits)
  const professionalId = randomUUID()
  const calendar = { professional_id: professionalId, revision: 1 }
  await database.insertInto('calendars').values(calendar).execute()
  const save = database
    .updateTable('calendars')
    .set({ revision: 2 })
    .where('professional_id', '=', professionalId)
  const [, { countedFor: _counted, ...book }] = everySave({ ...newIds(), professionalId })
  const waiting = [
    () => database.transaction().execute((transaction) => transaction.executeQuery(save)),
    // No transaction of ours: at a cluster it is its function that says for how long, 6 s.
    () => saveDecision(database, book, 'function'),
  ]
  const told = await database.transaction().execute(async (holding) => {
    await holding.executeQuery(save)
    return Promise.all(waiting.map((wait) => wait().catch(toDatabaseFault)))
  })
  // Else the statement's own limit would end it, much later, and tell that nobody can be reached.
  expect(told).toEqual(waiting.map(() => ({ kind: 'busy', isKey: false })))
  await database.destroy()
  await clone.drop()
})
