// An account that is being erased does nothing any more.
import type { Caller } from '../../database/load/load-caller.ts'
import { RefusalError } from '../edge/problem.ts'

/** Refuses whatever an account asks for that is being erased, or was just now. */
export function refuseErasing({ isErasing }: Pick<Caller, 'isErasing'>): void {
  if (isErasing) throw RefusalError.of('forbidden', 'this account is being erased')
}
