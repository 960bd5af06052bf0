// Deletes an account in Firebase Auth: the last step of an erasure.
import { getApps, initializeApp } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import { Unavailable } from '../contract/faults/unavailable.ts'

/** Deletes an account; one that is not there is deleted. @throws Unavailable where it cannot be asked for */
export type DeleteAuthAccount = (uid: string) => Promise<void>

/** Deletes in one Firebase project. */
export function makeDeleteAuthAccount(projectId: string): DeleteAuthAccount {
  const app =
    getApps().find(({ name }) => name === projectId) ?? initializeApp({ projectId }, projectId)
  return async (uid) => {
    try {
      await getAuth(app).deleteUser(uid)
    } catch (error) {
      if ((error as { code?: string }).code === 'auth/user-not-found') return
      throw new Unavailable('accounts cannot be deleted at present', error)
    }
  }
}
