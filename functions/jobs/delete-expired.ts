// Deletes what is kept no longer: kept answers, old changes, what came to nothing, whom old bookings were for.
import { job } from '../../shared/runtime/edge/job.ts'
import { deleteExpired as run } from '../../shared/runtime/jobs/delete-expired.ts'

/** Deletes in small batches for as long as the job lasts; the next run goes on. */
export const deleteExpired = job({ name: 'delete-expired', run })
