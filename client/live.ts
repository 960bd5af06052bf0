// The package's second door: what apps watch, by a Firestore that is handed in.
import { type Client, type ClientOptions, createClient as createCalls } from './create-client.ts'
import type { Clockwork, Listener, Stop } from './live/listen.ts'
import type { FirestoreSdk } from './live/sdk.ts'
import type { DaysQuery, WatchedDay } from './live/shown-days.ts'
import { type UntilOptions, untilRevision } from './live/until-revision.ts'
import { watchDays } from './live/watch-days.ts'
import {
  type BookingsQuery,
  type NotificationsQuery,
  type ProfessionalsQuery,
  type WatchedNotification,
  watchAgenda,
  watchMyBookings,
  watchNotifications,
  watchProfessional,
  watchProfessionals,
  watchSchedule,
} from './live/watches.ts'
import { type Timers, toTimers } from './platform.ts'
import type {
  AgendaDocument,
  BookingDocument,
  ProfessionalDocument,
  ScheduleDocument,
} from './types.ts'

export type { DaysQuery, WatchedDay, WatchedSlot } from './live/shown-days.ts'
export type { Listener, Stop, Watched } from './live/listen.ts'
export type { FirestoreSdk, Shot } from './live/sdk.ts'
export type { UntilOptions } from './live/until-revision.ts'
export type {
  BookingsQuery,
  NotificationsQuery,
  ProfessionalsQuery,
  WatchedNotification,
} from './live/watches.ts'

/** What apps watch. Each tells its listener at once and at every change, until what it returns is called. */
export interface Live {
  /**
   * Free starts of a service by the viewer's dates: without those for which it is too late by the server's clock, the
   * viewer's own holds as `mine`. No professional: no dates. Throws a RangeError for a query that cannot be.
   */
  readonly watchDays: (query: DaysQuery, listener: Listener<readonly WatchedDay[]>) => Stop
  /** One professional; null where there is none. */
  readonly watchProfessional: (
    query: { readonly professionalId: string },
    listener: Listener<ProfessionalDocument | null>,
  ) => Stop
  /** Professionals, whoever has the soonest free start first. */
  readonly watchProfessionals: (
    query: ProfessionalsQuery,
    listener: Listener<readonly ProfessionalDocument[]>,
  ) => Stop
  /** An account's own bookings by their start, holds too. */
  readonly watchMyBookings: (
    query: BookingsQuery,
    listener: Listener<readonly BookingDocument[]>,
  ) => Stop
  /** The bookings with an owner's professional by their start; holds are without their client. */
  readonly watchAgenda: (
    query: BookingsQuery,
    listener: Listener<readonly AgendaDocument[]>,
  ) => Stop
  /** An owner's schedule, today and the 60 days after; null where there is none. */
  readonly watchSchedule: (
    query: { readonly uid: string; readonly professionalId: string },
    listener: Listener<ScheduleDocument | null>,
  ) => Stop
  /** An account's notifications, the newest first. */
  readonly watchNotifications: (
    query: NotificationsQuery,
    listener: Listener<readonly WatchedNotification[]>,
  ) => Stop
  /**
   * Resolves as soon as all documents of a professional are as at this revision, or a later one. Rejects with
   * `Unavailable` when that takes longer than `timeoutMillis`, with a `Refusal` where they may not be read.
   */
  readonly untilRevision: (
    professionalId: string,
    revision: number,
    options?: UntilOptions,
  ) => Promise<void>
}

/** Makes what an app watches by, of a client (for the server's time) and a Firestore. */
export function createLive(
  { serverNow, onClock }: Pick<Client, 'serverNow' | 'onClock'>,
  firestore: FirestoreSdk,
  { timers }: { readonly timers?: Timers | undefined } = {},
): Live {
  const clockwork: Clockwork = { serverNow, onClock, timers: toTimers(timers) }
  const on =
    <Query, T>(
      watch: (sdk: FirestoreSdk, clockwork: Clockwork, query: Query, tell: Listener<T>) => Stop,
    ) =>
    (query: Query, listener: Listener<T>): Stop =>
      watch(firestore, clockwork, query, listener)
  return {
    watchDays: on(watchDays),
    watchProfessional: on(watchProfessional),
    watchProfessionals: on(watchProfessionals),
    watchMyBookings: on(watchMyBookings),
    watchAgenda: on(watchAgenda),
    watchSchedule: on(watchSchedule),
    watchNotifications: on(watchNotifications),
    untilRevision: (professionalId, revision, options) =>
      untilRevision(firestore, clockwork, professionalId, revision, options),
  }
}

/** Calls and watches in one. */
export function createClient(
  options: ClientOptions & { readonly firestore: FirestoreSdk },
): Client & Live {
  const client = createCalls(options)
  return { ...client, ...createLive(client, options.firestore, { timers: options.timers }) }
}
