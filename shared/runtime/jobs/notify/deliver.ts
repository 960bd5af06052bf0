// Works deliveries off: claimed under a lease, each ended, put off, or given up with a reason. Nobody waits for anybody else, and no
// channel for another.
import { CHANNELS } from '../../../contract/notification.ts'
import {
  type Delivery,
  type Lane,
  claimDeliveries,
  endDelivery,
  measureDeliveries,
  putOffDelivery,
} from '../../../database/notify/deliveries.ts'
import {
  type StoredNotification,
  loadNotification,
} from '../../../database/notify/load-notification.ts'
import type { Channel } from '../../../notifications/who-hears.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../../time/instant.ts'
import { toFault } from '../../world/log.ts'
import type { World } from '../../world/world.ts'
import { type Sent, sendDelivery } from './send-delivery.ts'
import { sideBySide, workThrough } from '../side-by-side.ts'

/** After each failed attempt; the last one is final. About twelve hours in all. */
const BACKOFF_MILLIS = [
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  4 * HOUR,
]
/** Longer than this nobody asks us to wait and means it. */
const MAX_WAIT_MILLIS = 6 * HOUR
/** A mail server that hangs holds up mails alone; it is called over three connections at most. */
const AT_ONCE: Readonly<Record<Channel, number>> = { 'in-app': 5, push: 5, mail: 3 }
const CLAIM = 10
const PAUSE_MILLIS = 2 * SECOND

/** How many deliveries ended how. */
export interface Delivered {
  readonly sent: number
  readonly dropped: number
  readonly failed: number
  readonly later: number
}

const NONE: Delivered = { sent: 0, dropped: 0, failed: 0, later: 0 }

const sum = (a: Delivered, b: Delivered): Delivered => ({
  sent: a.sent + b.sent,
  dropped: a.dropped + b.dropped,
  failed: a.failed + b.failed,
  later: a.later + b.later,
})

async function settle(delivery: Delivery, sent: Sent, world: World): Promise<keyof Delivered> {
  const { database, now, log } = world
  const { notificationId, channel, attempts } = delivery
  const at = now()
  if (sent.kind === 'sent' || sent.kind === 'dropped') {
    await endDelivery(database, delivery, sent.kind, sent.answer, at)
    return sent.kind
  }
  const wait = BACKOFF_MILLIS[attempts - 1]
  if (sent.kind === 'later' && wait !== undefined) {
    const asked = Math.min(sent.afterMillis ?? 0, MAX_WAIT_MILLIS)
    await putOffDelivery(database, delivery, sent.answer, at + Math.max(wait, asked))
    return 'later'
  }
  const answer =
    sent.kind === 'later' ? `given up after ${attempts} attempts: ${sent.answer}` : sent.answer
  await endDelivery(database, delivery, 'failed', answer, at)
  log({
    severity: 'WARNING',
    message: `a delivery failed: ${answer}`,
    deliveryFailed: channel,
    notificationId,
  })
  return 'failed'
}

type Load = (notificationId: string) => Promise<StoredNotification | undefined>

/** How long a message is what it was when it was loaded. */
const LOADED_MILLIS = 5 * SECOND

/** A message that goes by several channels is loaded once, unless one of them waited long. */
function loadOnce(world: World): Load {
  const loading = new Map<string, { readonly at: Instant; readonly found: ReturnType<Load> }>()
  return (notificationId) => {
    const now = world.now()
    const known = loading.get(notificationId)
    if (known && now - known.at < LOADED_MILLIS) return known.found
    const found = loadNotification(world.database, notificationId, now)
    loading.set(notificationId, { at: now, found })
    return found
  }
}

async function deliver(delivery: Delivery, load: Load, world: World): Promise<keyof Delivered> {
  try {
    const notification = await load(delivery.notificationId)
    const sent: Sent = notification
      ? await sendDelivery(delivery, notification, world)
      : { kind: 'dropped', answer: 'whom it was for is not there any more' }
    return await settle(delivery, sent, world)
  } catch (error) {
    world.log({
      severity: 'ERROR',
      ...toFault('a delivery could not be attempted', error),
      notificationId: delivery.notificationId,
    })
    return await settle(delivery, { kind: 'later', answer: 'we could not attempt it' }, world)
  }
}

/** Claims some deliveries of a lane and works them off, each as far as it gets. */
async function deliverSome(lane: Lane, load: Load, world: World): Promise<Delivered | undefined> {
  const claimed = await claimDeliveries(world.database, world.now(), CLAIM, lane)
  if (claimed.length === 0) return undefined
  const counts = { ...NONE }
  await workThrough(claimed, AT_ONCE[lane.channel], async (delivery) => {
    const became = await deliver(delivery, load, world)
    counts[became]++
  })
  return counts
}

/** Works the lanes of all channels side by side, each to its end whatever becomes of the others. */
async function inLanes(work: (channel: Channel) => Promise<Delivered>): Promise<Delivered> {
  return (await sideBySide(CHANNELS.map(work))).reduce(sum, NONE)
}

/** Delivers these messages now, once; what does not get through is left to the job. */
export async function deliverNow(
  notificationIds: readonly string[],
  world: World,
): Promise<Delivered> {
  if (notificationIds.length === 0) return NONE
  const load = loadOnce(world)
  return inLanes(async (channel) => {
    let all = NONE
    for (;;) {
      const some = await deliverSome({ channel, notificationIds }, load, world)
      all = sum(all, some ?? NONE)
      // Who calls waits for an answer: where the other side does not take some, the job sees to the rest.
      if (!some || some.later > 0) return all
    }
  })
}

async function logWaiting({ database, now, log }: World): Promise<void> {
  const { waiting, oldestAt } = await measureDeliveries(database)
  log({
    severity: 'INFO',
    message: `retry-deliveries: ${waiting} deliveries wait`,
    function: 'retry-deliveries',
    deliveriesWaiting: waiting,
    deliveryMillis: oldestAt === undefined ? 0 : Math.max(0, now() - oldestAt),
  })
}

/** Looks for deliveries that are due, again and again until the job's time is over. Safe to run twice at once. */
export async function retryDeliveries(world: World): Promise<Delivered> {
  const until: Instant = world.now() + world.config.jobSeconds * SECOND
  await logWaiting(world)
  return inLanes(async (channel) => {
    let all = NONE
    for (;;) {
      const some = await deliverSome({ channel }, loadOnce(world), world)
      all = sum(all, some ?? NONE)
      if (world.now() >= until) return all
      if (some) continue
      if (world.now() + PAUSE_MILLIS >= until) return all
      await world.sleep(PAUSE_MILLIS)
    }
  })
}
