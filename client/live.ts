// Placeholder shape of the live part, replaced by the client's own.
/* eslint-disable */
import type { Client } from './create-client.ts'
import type { AgendaDocument, BookingDocument, NotificationDocument, ProfessionalDocument, ScheduleDocument } from './types.ts'
export interface Watched<T> { readonly data: T | undefined; readonly state: 'live' | 'cached' | 'offline'; readonly asOf: Date; readonly denied?: true }
export type Listener<T> = (value: Watched<T>) => void
export interface LiveDay { readonly date: string; readonly slots: readonly { readonly start: Date; readonly end: Date; readonly seatsLeft: number; readonly mine?: { readonly bookingId: string; readonly holdExpiresAt: Date } }[] ; readonly beyond?: true }
export interface Live {
  watchDays(q: { professionalId: string; serviceId: string; from: string; days: number; timeZone: string; seats?: number }, l: Listener<readonly LiveDay[]>): () => void
  watchProfessional(q: { professionalId: string }, l: Listener<ProfessionalDocument | null>): () => void
  watchProfessionals(q: { limit: number; specialtyKey?: string }, l: Listener<readonly ProfessionalDocument[]>): () => void
  watchMyBookings(q: { uid: string; from?: Date; to?: Date }, l: Listener<readonly BookingDocument[]>): () => void
  watchAgenda(q: { uid: string; from?: Date; to?: Date; status?: readonly string[] }, l: Listener<readonly AgendaDocument[]>): () => void
  watchSchedule(q: { uid: string; professionalId: string }, l: Listener<ScheduleDocument | null>): () => void
  watchNotifications(q: { uid: string; limit: number }, l: Listener<readonly (NotificationDocument & { notificationId: string })[]>): () => void
  untilRevision(professionalId: string, revision: number, options?: { signal?: AbortSignal; timeoutMillis?: number }): Promise<void>
}
const conv = (v: any): any => v && typeof v.toDate === 'function' ? v.toDate() : Array.isArray(v) ? v.map(conv) : v && typeof v === 'object' ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, conv(x)])) : v
export function createLive(_client: Client, fs: any): Live {
  const w = (q: any, l: any, map: (s: any) => any) => fs.onSnapshot(q, { includeMetadataChanges: true }, (s: any) => l({ data: map(s), state: s.metadata.fromCache ? 'cached' : 'live', asOf: new Date() }), (e: any) => { console.log(e); l({ data: undefined, state: 'offline', asOf: new Date(), denied: e.code === 'permission-denied' || undefined }) })
  const many = (key?: string) => (s: any) => s.docs.map((d: any) => ({ ...conv(d.data()), ...(key && { [key]: d.id }) }))
  const one = (s: any) => (s.exists() ? conv(s.data()) : s.metadata.fromCache ? undefined : null)
  const { db, collection, doc, query, where, orderBy, limit } = fs
  return {
    watchProfessional: (q, l) => w(doc(db, `professionals/${q.professionalId}`), l, one),
    watchProfessionals: (q, l) => w(query(collection(db, 'professionals'), where('active', '==', true), ...(q.specialtyKey ? [where('specialtyKeys', 'array-contains', q.specialtyKey)] : []), where('soonest', '>=', new Date()), orderBy('soonest'), limit(q.limit)), l, many()),
    watchMyBookings: (q, l) => w(query(collection(db, `accounts/${q.uid}/bookings`), ...(q.from ? [where('start', '>=', q.from)] : []), orderBy('start')), l, many()),
    watchAgenda: (q, l) => w(query(collection(db, `accounts/${q.uid}/agenda`), ...(q.from ? [where('start', '>=', q.from)] : []), ...(q.to ? [where('start', '<', q.to)] : []), ...(q.status ? [where('status', 'in', q.status)] : []), orderBy('start')), l, many()),
    watchSchedule: (q, l) => w(doc(db, `accounts/${q.uid}/schedules/${q.professionalId}`), l, one),
    watchNotifications: (q, l) => w(query(collection(db, `accounts/${q.uid}/notifications`), orderBy('createdAt', 'desc'), limit(q.limit)), l, many('notificationId')),
    watchDays: (q, l) => w(query(collection(db, `professionals/${q.professionalId}/days`), where('date', '>=', q.from), orderBy('date'), limit(q.days + 1)), l, (s: any) => {
      const docs = s.docs.map((d: any) => conv(d.data()))
      const out: any = {}
      for (let i = 0; i < q.days; i++) { const d = new Date(new Date(q.from + 'T12:00:00Z').getTime() + i * 864e5).toISOString().slice(0, 10); out[d] = { date: d, slots: [] } }
      for (const x of docs) for (const s2 of x.slots[q.serviceId] ?? []) { const d = new Intl.DateTimeFormat('en-CA', { timeZone: q.timeZone }).format(s2.start); if (s2.start.getTime() > Date.now()) out[d]?.slots.push({ ...s2, end: new Date(s2.start.getTime() + 45 * 60000) }) }
      return Object.values(out)
    }),
    untilRevision: async () => {},
  }
}
