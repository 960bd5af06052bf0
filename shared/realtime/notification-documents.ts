// The list of messages in an app: `accounts/{uid}/notifications/{notificationId}` (contract, section 4).
import type { Instant } from '../time/instant.ts'
import { DAY } from '../time/instant.ts'
import { FirestoreRefusal } from './firestore-faults.ts'
import { type MirrorPlace, callFirestore } from './firestore-rest.ts'
import { toFields } from './firestore-values.ts'

const KEPT_MILLIS = 90 * DAY

/** One message as its reader's app shows it. */
export interface NotificationDocument {
  readonly type: string
  readonly title: string
  readonly body: string
  readonly bookingId?: string
  readonly professionalId?: string
  readonly createdAt: Instant
  readonly readAt?: Instant
}

const pathOf = (uid: string, notificationId: string) =>
  `accounts/${uid}/notifications/${notificationId}`

const nameOf = ({ projectId }: MirrorPlace, path: string) =>
  `projects/${projectId}/databases/(default)/documents/${path}`

/** Statuses that say that it is as it should be already: written by an attempt before, or deleted with its account. */
const SETTLED = ['ALREADY_EXISTS', 'NOT_FOUND', 'FAILED_PRECONDITION']

async function commit(place: MirrorPlace, name: string, writes: readonly object[]): Promise<void> {
  try {
    await callFirestore(name, place, ':commit', { writes })
  } catch (error) {
    if (!(error instanceof FirestoreRefusal) || !SETTLED.includes(error.status)) throw error
  }
}

/** Writes a message unless it is there already. @throws Unavailable where Firestore cannot be reached */
export async function createNotification(
  place: MirrorPlace,
  uid: string,
  notificationId: string,
  { createdAt, readAt, ...shown }: NotificationDocument,
): Promise<void> {
  const content = {
    ...shown,
    createdAt: new Date(createdAt),
    readAt: readAt === undefined ? null : new Date(readAt),
    expireAt: new Date(createdAt + KEPT_MILLIS),
  }
  await commit(place, 'create-notification', [
    {
      update: { name: nameOf(place, pathOf(uid, notificationId)), fields: toFields(content) },
      currentDocument: { exists: false },
    },
  ])
}
