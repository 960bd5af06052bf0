// Everything under `accounts/{uid}`: deleted once nobody writes there any more.
import { type MirrorPlace, callFirestore } from './firestore-rest.ts'

const DOCUMENTS_A_BATCH = 300

interface Found {
  readonly document?: { readonly name: string }
}

/** Names of some documents under an account, at whatever depth. */
async function findDocuments(place: MirrorPlace, uid: string): Promise<readonly string[]> {
  const structuredQuery = {
    select: { fields: [{ fieldPath: '__name__' }] },
    from: [{ allDescendants: true }],
    limit: DOCUMENTS_A_BATCH,
  }
  const path = `/accounts/${encodeURIComponent(uid)}:runQuery` as const
  const told = (await callFirestore('list-account-documents', place, path, {
    structuredQuery,
  })) as readonly Found[]
  return told.flatMap(({ document }) => document?.name ?? [])
}

/**
 * Deletes every document of an account, batch by batch. @returns how many
 *
 * @throws Unavailable where Firestore does not answer: what was deleted stays so
 */
export async function deleteAccountDocuments(place: MirrorPlace, uid: string): Promise<number> {
  let deleted = 0
  for (;;) {
    const names = await findDocuments(place, uid)
    if (names.length === 0) return deleted
    await callFirestore('delete-account-documents', place, ':commit', {
      writes: names.map((name) => ({ delete: name })),
    })
    deleted += names.length
  }
}
