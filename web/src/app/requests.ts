// How many requests wait for the professional's decision, for the tab.
import { useAccount } from './session.ts'
import { useLive } from './live.ts'

/** The number of requests that are still to be decided. */
export function useRequestCount(): number {
  const account = useAccount()
  const uid = account?.professionalId === undefined ? undefined : account.uid
  const { data } = useLive(
    'watchAgenda',
    uid === undefined ? undefined : { uid, status: ['pending'] },
  )
  return data?.length ?? 0
}
