// The list of messages in an app: `accounts/{uid}/notifications/{notificationId}`.
import type { NotificationDocument } from '../contract/documents/notification.ts'
import { NOTIFICATION_DAYS } from '../contract/notification.ts'
import { Unavailable } from '../contract/faults/unavailable.ts'
import { DAY, type Instant } from '../time/instant.ts'
import { FirestoreRefusal } from './firestore-faults.ts'
import { type MirrorPlace, callFirestore } from './firestore-rest.ts'
import { toFields } from './firestore-values.ts'

const KEPT_MILLIS = NOTIFICATION_DAYS * DAY

/** A message as it is decided; it may have been read before it is written. */
type NewNotification = Omit<NotificationDocument<Instant>, 'readAt' | 'expireAt'> & {
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

/** A message by its id, and whose it is. */
interface NamedMessage {
  readonly notificationId: string
  readonly uid: string
}

/**
 * Takes the words out of messages that name somebody who is erased: what happened to which booking stays.
 *
 * @throws Unavailable, or FirestoreRefusal where one is deleted meanwhile: then none was changed
 */
export async function emptyNotifications(
  place: MirrorPlace,
  messages: readonly NamedMessage[],
): Promise<void> {
  const documents = messages.map(({ uid, notificationId }) =>
    nameOf(place, pathOf(uid, notificationId)),
  )
  const mask = { fieldPaths: ['type'] }
  const told = (await callFirestore('find-notifications', place, ':batchGet', {
    documents,
    mask,
  })) as readonly { readonly found?: { readonly name: string } }[]
  const writes = told.flatMap(({ found }) =>
    found
      ? [
          {
            update: { name: found.name, fields: toFields({ body: '' }) },
            updateMask: { fieldPaths: ['body'] },
            currentDocument: { exists: true },
          },
        ]
      : [],
  )
  if (writes.length > 0) await callFirestore('empty-notifications', place, ':commit', { writes })
}

/** Writes a message unless it is there already. @throws Unavailable where Firestore cannot be reached */
export async function createNotification(
  place: MirrorPlace,
  uid: string,
  notificationId: string,
  { createdAt, readAt, ...shown }: NewNotification,
): Promise<void> {
  const content: NotificationDocument<Date> = {
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

/** A message that was read. */
export interface ReadNotification {
  readonly notificationId: string
  readonly readAt: Instant
}

interface Written {
  readonly status?: readonly { readonly code?: number }[]
}

/** `google.rpc.Code`. */
const CODE_OK = 0
const CODE_NOT_FOUND = 5
/** Of one batch (`documents.batchWrite`). */
const WRITES_A_BATCH = 500

/**
 * Marks messages as read, each by itself.
 *
 * @returns which of them are not there: not written yet, or gone with their time
 * @throws Unavailable where Firestore cannot be reached or fails for one of them
 */
export async function markNotificationsRead(
  place: MirrorPlace,
  uid: string,
  read: readonly ReadNotification[],
): Promise<readonly ReadNotification[]> {
  const missing: ReadNotification[] = []
  for (let from = 0; from < read.length; from += WRITES_A_BATCH) {
    const batch = read.slice(from, from + WRITES_A_BATCH)
    const writes = batch.map(({ notificationId, readAt }) => ({
      update: {
        name: nameOf(place, pathOf(uid, notificationId)),
        fields: toFields({ readAt: new Date(readAt) }),
      },
      updateMask: { fieldPaths: ['readAt'] },
      currentDocument: { exists: true },
    }))
    // The documented answer of the method.
    const { status = [] } = (await callFirestore('mark-notifications-read', place, ':batchWrite', {
      writes,
    })) as Written
    for (const [index, one] of batch.entries()) {
      const { code = CODE_OK } = status[index] ?? {}
      if (code === CODE_NOT_FOUND) missing.push(one)
      else if (code !== CODE_OK)
        throw new Unavailable('a message could not be marked as read', new Error(`code ${code}`))
    }
  }
  return missing
}
