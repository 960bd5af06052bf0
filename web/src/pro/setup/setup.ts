// What the setup shows: the professional, services, hours, exceptions and time off, asked anew at every revision.
import { useState } from 'react'
import type {
  GetScheduleAnswer,
  Professional,
  ScheduleDocument,
  Service,
  WallInterval,
  WeeklyInterval,
} from '../../../../client/index.ts'
import { serverNow } from '../../app/backend.ts'
import { type Seen, useAsked, useLive } from '../../app/live.ts'
import { useAccount } from '../../app/session.ts'
import { dateIn } from '../../words/when.ts'

export interface SetupTimeOff {
  readonly timeOffId: string
  readonly start: Date
  readonly end: Date
  readonly startDate?: string
  readonly endDate?: string
  readonly note?: string
}

export interface WeeklyRule {
  readonly effectiveFrom: string
  readonly hours: readonly WeeklyInterval[]
}

export interface DateHours {
  readonly date: string
  readonly intervals: readonly WallInterval[]
}

export interface Setup {
  readonly professional: Professional
  readonly services: readonly Service[]
  readonly workingHours: readonly WeeklyRule[]
  readonly dateHours: readonly DateHours[]
  readonly timeOff: readonly SetupTimeOff[]
  /** The professional's own date. */
  readonly today: string
}

/** As far ahead as dates of a schedule may lie. */
const YEARS_AHEAD_MILLIS = 3650 * 86_400_000

function toSetup(from: GetScheduleAnswer | ScheduleDocument): Setup {
  const { professional, services, workingHours, dateHours, timeOff } = from
  return {
    professional,
    services,
    workingHours,
    dateHours,
    timeOff: timeOff.map(({ start, end, ...rest }) => ({
      ...rest,
      start: new Date(start),
      end: new Date(end),
    })),
    today: dateIn(professional.timeZone, new Date(serverNow())),
  }
}

/**
 * The setup of who is signed in. The live document says when there is something new (and stands in while there is no
 * connection); the whole, which reaches further, is asked for. `refresh` brings what was just saved at once.
 */
export function useSetup(): Seen<Setup> & { readonly refresh: (revision: number) => void } {
  const account = useAccount()
  const professionalId = account?.professionalId
  const uid = account?.uid
  const live = useLive(
    'watchSchedule',
    uid === undefined || professionalId === undefined ? undefined : { uid, professionalId },
  )
  const [saved, setSaved] = useState(0)
  const revision = Math.max(live.data?.revision ?? 0, saved)
  const asked = useAsked(
    professionalId === undefined ? undefined : `${professionalId} ${revision}`,
    (client, signal) => {
      const to = new Date(serverNow() + YEARS_AHEAD_MILLIS)
      return client.call.getSchedule({ to }, { signal }).then(toSetup)
    },
  )
  if (asked.data === undefined && live.data && asked.state === 'offline')
    return { ...asked, data: toSetup(live.data), asOf: live.asOf, refresh: setSaved }
  return { ...asked, refresh: setSaved }
}
