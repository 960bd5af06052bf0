// Whoever waits for a row that another transaction holds is told that it is busy after a while, also where the row is at another node.
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { LIMITS, openDatabase } from '../../shared/database/connection/connection.ts'
import { toDatabaseFault } from '../../shared/database/connection/errors.ts'
import { cloneDatabase } from '../support/clone-database.ts'

it('a wait for a calendar has an end, where Postgres is distributed too', async () => {
  const clone = await cloneDatabase()
  const config = { connectionString: clone.url }
  const database = openDatabase({ config, isDistributed: true }, { ...LIMITS, lockMillis: 200 })
  const professionalId = randomUUID()
  const calendar = { professional_id: professionalId, revision: 1 }
  await database.insertInto('calendars').values(calendar).execute()
  const save = database
    .updateTable('calendars')
    .set({ revision: 2 })
    .where('professional_id', '=', professionalId)
  const told = await database.transaction().execute(async (holding) => {
    await holding.executeQuery(save)
    return database
      .transaction()
      .execute((waiting) => waiting.executeQuery(save))
      .catch(toDatabaseFault)
  })
  // Else the statement would end it, much later, and tell that nobody can be reached.
  expect(told).toEqual({ kind: 'busy', isKey: false })
  await database.destroy()
  await clone.drop()
})
