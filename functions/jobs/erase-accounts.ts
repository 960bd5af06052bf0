// Ends what erase-account began: once all documents are as at the erasure, the account's own go, then its sign-in.
import { deleteAccountDocuments } from '../../shared/realtime/account-documents.ts'
import { fanOut } from '../../shared/realtime/fan-out.ts'
import { emptyNotifications } from '../../shared/realtime/notification-documents.ts'
import { job } from '../../shared/runtime/edge/job.ts'
import { eraseAccounts as run } from '../../shared/runtime/jobs/erasure/erase-accounts.ts'
import { openFanOut } from '../../shared/runtime/jobs/mirror/open-fan-out.ts'

/** Takes erasures as far as they come, for as long as the job lasts. */
export const eraseAccounts = job({
  name: 'erase-accounts',
  open: openFanOut,
  run: (world, parts) =>
    run(world, {
      mirror: async (professionalId, revision) => {
        const done = await fanOut(parts, professionalId, { revision })
        return done === 'written' || done === 'unchanged'
      },
      emptyMessages: (messages) => emptyNotifications(world.firestore, messages),
      deleteDocuments: (uid) => deleteAccountDocuments(world.firestore, uid),
    }),
})
