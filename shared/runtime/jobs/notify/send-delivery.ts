// One delivery by its channel: judged, put into words, and handed over.
import type { Delivery } from '../../../database/notify/deliveries.ts'
import { deleteDevice, findDevice } from '../../../database/notify/devices.ts'
import type { StoredNotification } from '../../../database/notify/load-notification.ts'
import { sendPush } from '../../../delivery/fcm.ts'
import type { Outcome } from '../../../delivery/outcome.ts'
import { toMail, toNote } from '../../../notifications/compose.ts'
import type { Links, Told } from '../../../notifications/told.ts'
import { createNotification } from '../../../realtime/notification-documents.ts'
import { DAY, HOUR, type Instant, SECOND } from '../../../time/instant.ts'
import type { World } from '../../world/world.ts'
import { showReads } from './show-reads.ts'
import { guestLink } from './links.ts'
import { addressOfAccount, addressOfGuest } from './mail-address.ts'
import { toldOf } from './told-of.ts'

/** What became of it; dropped is what nobody is to be told any more. */
export type Sent = Outcome | { readonly kind: 'dropped'; readonly answer: string }

const dropped = (answer: string): Sent => ({ kind: 'dropped', answer })

/** The booking that an app opens, and whose calendar it is in. */
function openingOf({ items }: StoredNotification): { readonly bookingId?: string } {
  const ids = new Set(items.flatMap(({ bookingId }) => bookingId ?? []))
  const [only] = ids
  return ids.size === 1 && only !== undefined ? { bookingId: only } : {}
}

async function sendInApp(
  notification: StoredNotification,
  told: Told,
  world: World,
): Promise<Sent> {
  const { reader, notificationId, type, professional, decidedAt, readAt } = notification
  if (!reader) return dropped('a guest has no app')
  await createNotification(world.firestore, reader.uid, notificationId, {
    type,
    ...toNote(told),
    ...openingOf(notification),
    professionalId: professional.professionalId,
    createdAt: decidedAt,
    ...(readAt !== undefined && { readAt }),
  })
  // Read meanwhile, perhaps: as `showReads` says.
  await showReads({ uid: reader.uid, notificationId }, world)
  return { kind: 'sent', answer: 'written' }
}

/** A push is worth nothing once the next one would tell more; a day is longer than any device is off for good. */
const PUSH_SECONDS = DAY / SECOND

async function sendToDevice(
  notification: StoredNotification,
  told: Told,
  deviceId: string,
  world: World,
): Promise<Sent> {
  const { reader, notificationId, type, professional } = notification
  const device = reader && (await findDevice(world.database, reader.uid, deviceId))
  if (!device) return dropped('the device was unregistered')
  if (!world.fcm) return dropped('no push service is set')
  const outcome = await sendPush(world.fcm, {
    token: device.token,
    ...toNote(told),
    data: {
      type,
      notificationId,
      ...openingOf(notification),
      professionalId: professional.professionalId,
    },
    ttlSeconds: PUSH_SECONDS,
    collapseKey: notificationId,
  })
  if (outcome.kind === 'refused' && outcome.isGone) await deleteDevice(world.database, device)
  return outcome
}

async function sendMail(
  notification: StoredNotification,
  told: Told,
  { isFirst, now }: { readonly isFirst: boolean; readonly now: Instant },
  world: World,
): Promise<Sent> {
  const { sendMail: hand, config } = world
  if (!hand || !config.mail) return dropped('no mail server is set')
  const isGuest = notification.role === 'guest'
  const addressed = isGuest
    ? await addressOfGuest(notification, isFirst, now, world)
    : await addressOfAccount(notification, now, world)
  if (typeof addressed === 'string') return dropped(addressed)
  const { to, unsubscribe } = addressed
  const { from, domain } = config.mail
  const links: Links = { ...told.links, ...(unsubscribe && { unsubscribe: unsubscribe.page }) }
  return hand({
    ...toMail({ ...told, links }, { sender: from.address, to, domain, now }),
    from,
    to,
    messageId: `<${notification.notificationId}@${domain}>`,
    ...(unsubscribe && { unsubscribeUrl: unsubscribe.oneClick }),
  })
}

function linksOf({ role, bookings }: StoredNotification, { config }: World): Links {
  const booking = [...bookings.values()][0]?.booking
  const guest =
    role === 'guest' && booking ? guestLink(config, booking.bookingId, booking.end) : undefined
  return {
    ...(config.webUrl !== undefined && { app: config.webUrl }),
    ...(guest !== undefined && { guest }),
  }
}

/** How long after it was decided something is still worth telling. */
const WORTH_MILLIS = 48 * HOUR

/**
 * Sends one delivery, if there is still something to tell.
 *
 * @throws Unavailable where a part of our own does not answer
 */
export async function sendDelivery(
  { channel, target, attempts }: Delivery,
  notification: StoredNotification,
  world: World,
): Promise<Sent> {
  const now = world.now()
  if (now - notification.decidedAt > WORTH_MILLIS) return dropped('it is too late to tell')
  const told = toldOf(notification, linksOf(notification, world), now)
  if (!told) return dropped('it is not true any more')
  if (notification.reader && channel !== 'mail') {
    const account = await world.findAuthAccount(notification.reader.uid, now)
    if (!account || account.isDisabled) return dropped('the account is disabled or gone')
  }
  switch (channel) {
    case 'in-app':
      return sendInApp(notification, told, world)
    case 'push':
      return sendToDevice(notification, told, target, world)
    case 'mail':
      return sendMail(notification, told, { isFirst: attempts <= 1, now }, world)
  }
}
