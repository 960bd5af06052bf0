// Tries again what could not be delivered at once.
import { job } from '../../shared/runtime/edge/job.ts'
import { retryDeliveries as retry } from '../../shared/runtime/jobs/notify/deliver.ts'

/** Works deliveries off that are due, for as long as the job lasts. */
export const retryDeliveries = job({ name: 'retry-deliveries', run: retry })
