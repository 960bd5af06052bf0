// Devices to push to: a token belongs to the account that registered it last.
import type { Kysely } from 'kysely'
import type { Database } from '../connection/connection.ts'

/** A device that is pushed to. */
export interface Device {
  readonly deviceId: string
  readonly token: string
}

/** A device by its id; undefined where it was unregistered, or is another account's by now. */
export async function findDevice(
  db: Kysely<Database>,
  uid: string,
  deviceId: string,
): Promise<Device | undefined> {
  return db
    .selectFrom('devices')
    .select(['device_id as deviceId', 'token'])
    .where('device_id', '=', deviceId)
    .where('uid', '=', uid)
    .executeTakeFirst()
}

/** Takes out a device whose token is nobody's any more; another that came to have the token stays. */
export async function deleteDevice(
  db: Kysely<Database>,
  { deviceId, token }: Device,
): Promise<void> {
  await db
    .deleteFrom('devices')
    .where('device_id', '=', deviceId)
    .where('token', '=', token)
    .execute()
}
