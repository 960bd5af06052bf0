// Messages to be: a client in Berlin books with somebody in London. Tests state what differs.
import type { Item, Told, ToldBooking } from '../../shared/notifications/told.ts'

/** Tuesday, 24 November 2026, 9:00 in London, 10:00 in Berlin. */
export const START = Date.UTC(2026, 10, 24, 9)
const MINUTE = 60_000

export const buildBooking = (booking: Partial<ToldBooking> = {}): ToldBooking => ({
  bookingId: '0198c0de-0000-7000-8000-000000000001',
  version: 1,
  status: 'confirmed',
  start: START,
  end: START + 30 * MINUTE,
  seats: 1,
  serviceName: 'Follow-up',
  clientName: 'Anna Client',
  clientTimeZone: 'Europe/Berlin',
  ...booking,
})

export const buildItem = (item: Partial<Item> = {}): Item => ({
  happening: 'confirmed',
  booking: buildBooking(),
  ...item,
})

export const buildTold = (told: {
  readonly recipient?: Partial<Told['recipient']>
  readonly offering?: Partial<Told['offering']>
  readonly items?: Told['items']
  readonly links?: Told['links']
}): Told => ({
  recipient: { role: 'client', name: 'Anna', timeZone: 'Europe/Berlin', ...told.recipient },
  offering: {
    professionalId: '0198c0de-0000-7000-8000-0000000000aa',
    name: 'Dr. Nora Vale',
    timeZone: 'Europe/London',
    ...told.offering,
  },
  items: told.items ?? [buildItem()],
  links: told.links ?? {
    app: 'https://app.example',
    unsubscribe: 'https://app.example/u/token',
  },
})
