// After the migrations: folds the texts of rows that no version with this folding has written.
import { type Clients, openDatabase } from '../../shared/database/connection/connection.ts'
import { foldRows } from '../../shared/database/save/fold-rows.ts'

/** Folds all rows of a database that need it; returns how many. */
export async function foldDatabase(
  clients: Pick<Clients, 'config' | 'isDistributed'>,
): Promise<number> {
  const database = openDatabase(clients)
  try {
    return await foldRows(database)
  } finally {
    await database.destroy()
  }
}
