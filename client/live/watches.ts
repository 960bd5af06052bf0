// The plain watches: one document, or the documents of one query.
import type {
  AgendaDocument,
  BookingDocument,
  Instant,
  NotificationDocument,
  ProfessionalDocument,
  ScheduleDocument,
  Status,
} from '../types.ts'
import { type Clockwork, type Listener, type Stop, type Watched, listen } from './listen.ts'
import { type Condition, type FirestoreSdk, documentAt, documentsIn } from './sdk.ts'
import { tellTogether } from './together.ts'

/** Which professionals. */
export interface ProfessionalsQuery {
  /** One of `specialtyKeys`: a specialty as `fold` leaves it. */
  readonly specialtyKey?: string | undefined
  /** Only who is shown as available and has a start within 60 minutes. */
  readonly availableNow?: boolean | undefined
  /** 1 to 100; 20 if unset. */
  readonly limit?: number | undefined
}

/** Which bookings of an account. */
export interface BookingsQuery {
  readonly uid: string
  /** Those that start then or later. */
  readonly from?: Instant | undefined
  /** Those that start before. */
  readonly to?: Instant | undefined
  /** All if unset, holds too. */
  readonly status?: readonly Status[] | undefined
  /** 1 to 300; 100 if unset. */
  readonly limit?: number | undefined
}

/** A notification with its id. */
export interface WatchedNotification extends NotificationDocument {
  readonly notificationId: string
}

/** Which notifications of an account: the newest. */
export interface NotificationsQuery {
  readonly uid: string
  /** 1 to 300; 50 if unset. */
  readonly limit?: number | undefined
  readonly unreadOnly?: boolean | undefined
}

const NOW_MILLIS = 3_600_000
const LOOK_AGAIN_MILLIS = 30_000

function limitOf(limit: number | undefined, preset: number, most: number): number {
  const count = limit ?? preset
  if (Number.isInteger(count) && count >= 1 && count <= most) return count
  throw new RangeError(`limit: ${count} is not within 1 and ${most}`)
}

const toDate = (at: Instant) => new Date(at)

/** Watches one professional; null where there is none. */
export function watchProfessional(
  sdk: FirestoreSdk,
  clockwork: Clockwork,
  { professionalId }: { readonly professionalId: string },
  tell: Listener<ProfessionalDocument | null>,
): Stop {
  return listen(
    documentAt<ProfessionalDocument>(sdk, `professionals/${professionalId}`),
    clockwork,
    tell,
  )
}

const PROFESSIONALS = 100

/** Watches professionals, whoever has the soonest free start first. */
export function watchProfessionals(
  sdk: FirestoreSdk,
  clockwork: Clockwork,
  { specialtyKey, availableNow = false, limit }: ProfessionalsQuery,
  tell: Listener<readonly ProfessionalDocument[]>,
): Stop {
  const count = limitOf(limit, 20, PROFESSIONALS)
  let found: Watched<readonly ProfessionalDocument[]> | undefined

  const isNow = ({ activity, soonest }: ProfessionalDocument, now: number) =>
    activity.state === 'available' && soonest !== null && soonest.getTime() <= now + NOW_MILLIS

  const { changed, stop: stopTelling } = tellTogether<readonly ProfessionalDocument[]>(
    clockwork,
    (now) => {
      const data = found?.data?.filter((one) => !availableNow || isNow(one, now)).slice(0, count)
      // What a device happens to keep is not all: that there is nobody, the server alone can say.
      const isKnown = found?.asOf !== undefined || data?.length !== 0
      return {
        watched: { ...(found ?? NOTHING), data: isKnown ? data : undefined },
        changesAt: availableNow && found?.data ? now + LOOK_AGAIN_MILLIS : Infinity,
      }
    },
    (watched) => {
      if (watched.denied) stopTelling()
      tell(watched)
    },
  )
  const place = documentsIn<ProfessionalDocument>(sdk, 'professionals', {
    conditions: [
      ['active', '==', true],
      specialtyKey !== undefined && ['specialtyKeys', 'array-contains', specialtyKey],
      ['soonest', '>=', new Date(clockwork.serverNow())],
    ],
    orderBy: ['soonest', 'asc'],
    // Whoever is not available now is among the soonest too.
    limit: availableNow ? PROFESSIONALS : count,
  })
  const stopListening = listen(place, clockwork, (watched) => {
    found = watched
    changed()
  })
  return () => {
    stopTelling()
    stopListening()
  }
}

const NOTHING: Watched<never> = {
  data: undefined,
  state: 'cached',
  asOf: undefined,
  denied: false,
  error: undefined,
}

function bookingsIn<T>(
  sdk: FirestoreSdk,
  path: string,
  { from, to, status, limit }: Omit<BookingsQuery, 'uid'>,
) {
  const conditions: (Condition | false)[] = [
    status !== undefined && ['status', 'in', status],
    from !== undefined && ['start', '>=', toDate(from)],
    to !== undefined && ['start', '<', toDate(to)],
  ]
  const orderBy = ['start', 'asc'] as const
  return documentsIn<T>(sdk, path, { conditions, orderBy, limit: limitOf(limit, 100, 300) })
}

/** Watches an account's own bookings by their start, holds too. */
export function watchMyBookings(
  sdk: FirestoreSdk,
  clockwork: Clockwork,
  { uid, ...query }: BookingsQuery,
  tell: Listener<readonly BookingDocument[]>,
): Stop {
  return listen(
    bookingsIn<BookingDocument>(sdk, `accounts/${uid}/bookings`, query),
    clockwork,
    tell,
  )
}

/** Watches the bookings with an owner's professional by their start; holds are without their client. */
export function watchAgenda(
  sdk: FirestoreSdk,
  clockwork: Clockwork,
  { uid, ...query }: BookingsQuery,
  tell: Listener<readonly AgendaDocument[]>,
): Stop {
  return listen(bookingsIn<AgendaDocument>(sdk, `accounts/${uid}/agenda`, query), clockwork, tell)
}

/** Watches an owner's schedule, today and the 60 days after; null where there is none. */
export function watchSchedule(
  sdk: FirestoreSdk,
  clockwork: Clockwork,
  { uid, professionalId }: { readonly uid: string; readonly professionalId: string },
  tell: Listener<ScheduleDocument | null>,
): Stop {
  return listen(
    documentAt<ScheduleDocument>(sdk, `accounts/${uid}/schedules/${professionalId}`),
    clockwork,
    tell,
  )
}

/** Watches an account's notifications, the newest first. */
export function watchNotifications(
  sdk: FirestoreSdk,
  clockwork: Clockwork,
  { uid, limit, unreadOnly = false }: NotificationsQuery,
  tell: Listener<readonly WatchedNotification[]>,
): Stop {
  const place = documentsIn<WatchedNotification>(
    sdk,
    `accounts/${uid}/notifications`,
    {
      conditions: [unreadOnly && ['readAt', '==', null]],
      orderBy: ['createdAt', 'desc'],
      limit: limitOf(limit, 50, 300),
    },
    'notificationId',
  )
  return listen(place, clockwork, tell)
}
