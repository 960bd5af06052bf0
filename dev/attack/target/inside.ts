// What is seen of functions that run in this process: their documents, their mails, what they called a fault.
import type { CollectionReference, DocumentReference, Firestore } from '@google-cloud/firestore'
import type { Mailbox } from '../../../test/support/mailbox.ts'
import type { Entry } from '../../../shared/runtime/world/log.ts'
import type { Inside, Written } from './target.ts'

/** Lines of a log that grows as long as functions run are dropped as they are read. */
export function openInside(firestore: Firestore, mailbox: Mailbox, log: Entry[]): Inside {
  return {
    documents: async (professionalId, uids) => {
      const roots = [`professionals/${professionalId}`, ...uids.map((uid) => `accounts/${uid}`)]
      const all = await Promise.all(roots.map((path) => below(firestore.doc(path))))
      return all.flat()
    },
    mails: () => mailbox.received,
    faults: () =>
      log.splice(0).flatMap(({ stack_trace: stack }) => (stack === undefined ? [] : [stack])),
  }
}

async function below(document: DocumentReference): Promise<readonly Written[]> {
  const [found, collections] = await Promise.all([document.get(), document.listCollections()])
  const inner = await Promise.all(collections.map(within))
  const data = found.data()
  return [...(data === undefined ? [] : [{ path: found.ref.path, data }]), ...inner.flat()]
}

async function within(collection: CollectionReference): Promise<readonly Written[]> {
  const { docs } = await collection.get()
  return docs.map((one) => ({ path: one.ref.path, data: one.data() }))
}
