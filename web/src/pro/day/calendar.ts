// The calendar of whoever is signed in: its schedule, its bookings, and commands whose outcome is shown at once.
import { useCallback, useMemo, useRef, useState } from 'react'
import type { AgendaDocument, Client } from '../../../../client/index.ts'
import { connect } from '../../app/backend.ts'
import { type Failure, toFailure } from '../../app/failure.ts'
import { type Seen, useLive } from '../../app/live.ts'
import { useAccount } from '../../app/session.ts'
import { type BookingChange, type Patch, patched } from './patches.ts'

/** The schedule of the calendar that is the caller's own. */
export function useSchedule() {
  const account = useAccount()
  const { uid, professionalId } = account ?? {}
  return useLive(
    'watchSchedule',
    uid === undefined || professionalId === undefined ? undefined : { uid, professionalId },
  )
}

/** The bookings that start within a range. */
export function useBookings(range: { readonly from: Date; readonly to: Date } | undefined) {
  const uid = useAccount()?.uid
  return useLive(
    'watchAgenda',
    uid === undefined || !range
      ? undefined
      : { uid, from: range.from.toISOString(), to: range.to.toISOString(), limit: 300 },
  )
}

/** What stands within a page that says already that it is offline does not say it again. */
export function within<T>(outer: Pick<Seen<unknown>, 'state'>, inner: Seen<T>): Seen<T> {
  const isSaid = outer.state === 'offline' && inner.state === 'offline'
  return isSaid && inner.data !== undefined ? { ...inner, state: 'live' } : inner
}

interface Answer {
  readonly booking: { readonly professionalId: string; readonly version: number }
  readonly revision?: number
}

/** Sends commands about bookings; what they change is shown from the tap on, and taken back with a sentence if they fail. */
export interface Steps {
  readonly apply: (bookings: readonly AgendaDocument[]) => readonly AgendaDocument[]
  readonly failure: Failure | undefined
  readonly isSending: boolean
  readonly send: <A extends Answer>(
    bookingIds: readonly string[],
    change: BookingChange,
    command: (client: Client) => Promise<A>,
  ) => Promise<A | undefined>
  readonly clear: () => void
}

/** Commands about bookings that are shown before they are answered. */
export function useSteps(): Steps {
  const [patches, setPatches] = useState<ReadonlyMap<string, Patch>>(new Map())
  const [failure, setFailure] = useState<Failure>()
  const [sending, setSending] = useState(0)
  // A double tap sends once.
  const onTheirWay = useRef(new Set<string>())
  const set = useCallback((bookingIds: readonly string[], patch: Patch) => {
    setPatches((before) => new Map([...before, ...bookingIds.map((id) => [id, patch] as const)]))
  }, [])
  const drop = useCallback((patch: Patch) => {
    setPatches((before) => new Map([...before].filter(([, one]) => one !== patch)))
  }, [])
  const send: Steps['send'] = useCallback(
    async (bookingIds, change, command) => {
      if (bookingIds.some((id) => onTheirWay.current.has(id))) return undefined
      for (const id of bookingIds) onTheirWay.current.add(id)
      setFailure(undefined)
      const patch = { change }
      set(bookingIds, patch)
      setSending((count) => count + 1)
      try {
        const { client, live } = await connect()
        const answer = await command(client)
        const { revision, booking } = answer
        // The documents follow within a moment; what is shown then is what they say.
        if (revision === undefined) set(bookingIds, { change, version: booking.version })
        else
          live.untilRevision(booking.professionalId, revision).then(
            () => drop(patch),
            () => drop(patch),
          )
        return answer
      } catch (error) {
        drop(patch)
        setFailure(toFailure(error))
        return undefined
      } finally {
        setSending((count) => count - 1)
        for (const id of bookingIds) onTheirWay.current.delete(id)
      }
    },
    [set, drop],
  )
  const apply = useCallback(
    (bookings: readonly AgendaDocument[]) => patched(bookings, patches),
    [patches],
  )
  const clear = useCallback(() => setFailure(undefined), [])
  return useMemo(
    () => ({ apply, failure, isSending: sending > 0, send, clear }),
    [apply, failure, sending, send, clear],
  )
}
