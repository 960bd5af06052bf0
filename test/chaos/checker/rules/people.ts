// What people were told: everybody whom it concerns, once each way, nothing that is not true any more, and nothing of who is erased.
import type { Rule } from '../rule.ts'
import { type Row, type Seen, numberOf, rowsOf, said, shown, textOf } from '../seen.ts'

const erasedUids = ({ erased }: Seen) => new Set(erased.map(({ person }) => person.uid))

const notificationsById = (seen: Seen) =>
  new Map(rowsOf(seen, 'notifications').map((one) => [textOf(one, 'notification_id'), one]))

/** What concerns a booking's client and its owner. */
const CONCERNING = [
  'booking.requested',
  'booking.confirmed',
  'booking.declined',
  'booking.cancelled',
  'booking.rescheduled',
]

/** The accounts that shall have heard of a change: the client always, the owner of what a client did. */
function concerned(change: Row, booking: Row, professional: Row): readonly string[] {
  const client = booking['client_uid'] === null ? [] : [textOf(booking, 'client_uid')]
  const isOwners = change['by_kind'] === 'client'
  return [...client, ...(isOwners ? [textOf(professional, 'owner_uid')] : [])]
}

const told: Rule = {
  name: 'everybody whom a change concerns is told of it',
  find: (seen) => {
    const bookings = new Map(
      rowsOf(seen, 'bookings').map((one) => [textOf(one, 'booking_id'), one]),
    )
    const professionals = new Map(
      rowsOf(seen, 'professionals').map((one) => [textOf(one, 'professional_id'), one]),
    )
    const there = new Set(
      rowsOf(seen, 'notifications').map(
        (one) => `${textOf(one, 'cause_id')} ${textOf(one, 'uid')}`,
      ),
    )
    const erased = erasedUids(seen)
    return rowsOf(seen, 'changes')
      .filter((change) => CONCERNING.includes(textOf(change, 'type')))
      .flatMap((change) => {
        const booking = bookings.get(textOf(change, 'booking_id'))
        const professional = professionals.get(textOf(change, 'professional_id'))
        if (!booking || !professional) return []
        return concerned(change, booking, professional)
          .filter((uid) => !erased.has(uid) && !there.has(`${textOf(change, 'cause_id')} ${uid}`))
          .map(
            (uid) =>
              `${uid} was not told of ${textOf(change, 'type')} of ${textOf(change, 'booking_id')}`,
          )
      })
  },
  plants: [
    {
      what: 'somebody who was not told',
      inBooks: () => ['delete from deliveries', `delete from notifications where role = 'client'`],
    },
  ],
}

/** How long after its time a delivery may wait: what is due is claimed within seconds. */
const WAIT_MILLIS = 90_000

const deliveries: Rule = {
  name: 'no message fails, or waits for nothing',
  find: (seen) =>
    rowsOf(seen, 'deliveries').flatMap((one) => {
      const name = `${textOf(one, 'channel')} of ${textOf(one, 'notification_id')}`
      if (one['state'] === 'failed') return [`${name} failed: ${textOf(one, 'answer')}`]
      const isLate = one['state'] === 'waiting' && numberOf(one, 'due_at') < seen.now - WAIT_MILLIS
      return isLate ? [`${name} waits since ${shown(numberOf(one, 'due_at'))}`] : []
    }),
  plants: [
    { what: 'a message that failed', inBooks: () => [`update deliveries set state = 'failed'`] },
    {
      what: 'a message that waits for ever',
      inBooks: () => [`update deliveries set state = 'waiting', due_at = '2020-01-01'`],
    },
  ],
}

const countsOf = (keys: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

const toId = (messageId: string) => messageId.replace(/^<|@.*$/g, '')

/** What arrived, `channel notification target`, each as often as it did. */
function arrivedOf(seen: Seen): Map<string, number> {
  const devices = new Map(
    rowsOf(seen, 'devices').map((one) => [textOf(one, 'token'), textOf(one, 'device_id')]),
  )
  return countsOf([
    ...seen.mails.map(({ messageId }) => `mail ${toId(messageId)}`),
    ...seen.pushes.map(
      ({ notificationId, token }) => `push ${notificationId} ${devices.get(token) ?? token}`,
    ),
  ])
}

const keyOf = (one: Row): string => {
  const id = textOf(one, 'notification_id')
  return one['channel'] === 'push' ? `push ${id} ${textOf(one, 'target')}` : `mail ${id}`
}

const once: Rule = {
  name: 'a person hears of a change once by each channel',
  find: (seen) => {
    const notifications = notificationsById(seen)
    const erased = erasedUids(seen)
    const arrived = arrivedOf(seen)
    const problems: string[] = []
    const recipients = countsOf(
      [...notifications.values()].map(
        (one) => `${textOf(one, 'cause_id')} ${textOf(one, 'recipient')}`,
      ),
    )
    for (const [key, count] of recipients)
      if (count > 1) problems.push(`${count} messages tell ${key} of one save`)
    const noted = new Set(
      Object.keys(seen.documents).filter((path) => /\/notifications\//.test(path)),
    )
    for (const one of rowsOf(seen, 'deliveries')) {
      const notification = notifications.get(textOf(one, 'notification_id'))
      const uid = textOf(notification ?? {}, 'uid')
      if (!notification || erased.has(uid)) continue
      if (one['channel'] === 'in-app') {
        const path = `accounts/${uid}/notifications/${textOf(one, 'notification_id')}`
        if (one['state'] === 'sent' && !noted.delete(path))
          problems.push(`${path} was written, and is not there`)
        // Written by an attempt that its own instance did not live to mark.
        if (one['state'] !== 'sent') noted.delete(path)
        continue
      }
      const key = keyOf(one)
      const count = arrived.get(key) ?? 0
      arrived.delete(key)
      if (one['state'] === 'sent' && count === 0)
        problems.push(`${key} was sent, and never arrived`)
      // Only an attempt that broke off may be made again.
      if (
        count > Math.max(1, numberOf(one, 'attempts')) ||
        (count > 1 && numberOf(one, 'attempts') < 2)
      )
        problems.push(`${key} arrived ${count} times in ${said(one['attempts'])} attempts`)
    }
    for (const path of noted)
      if (!erased.has(path.split('/')[1] ?? '')) problems.push(`${path} is of no delivery`)
    const known = (key: string) => notifications.has(key.split(' ')[1] ?? '')
    for (const key of arrived.keys())
      if (known(key)) problems.push(`${key} arrived, and nobody sent it`)
    return problems
  },
  plants: [
    {
      what: 'a mail that arrived twice',
      inSeen: (seen) => {
        const [first] = onceSent(seen, 'mail')
        const mail = seen.mails.find(({ messageId }) => toId(messageId) === first)
        return mail && { ...seen, mails: [...seen.mails, mail] }
      },
    },
    {
      what: 'a push that arrived twice',
      inSeen: (seen) => {
        const [first] = onceSent(seen, 'push')
        const push = seen.pushes.find(({ notificationId }) => notificationId === first)
        return push && { ...seen, pushes: [...seen.pushes, push] }
      },
    },
    {
      what: 'a mail that never arrived',
      inSeen: (seen) => {
        const [first] = onceSent(seen, 'mail')
        return first === undefined
          ? undefined
          : { ...seen, mails: seen.mails.filter(({ messageId }) => toId(messageId) !== first) }
      },
    },
    {
      what: 'a message that is not in the app',
      inSeen: (seen) => {
        const [first] = onceSent(seen, 'in-app')
        const path = Object.keys(seen.documents).find((one) =>
          one.endsWith(`/notifications/${first}`),
        )
        if (path === undefined) return undefined
        const { [path]: _, ...documents } = seen.documents
        return { ...seen, documents }
      },
    },
    {
      what: 'two messages about one save',
      inBooks: () => [
        'alter table notifications drop constraint notifications_cause_id_recipient_key',
        `insert into notifications (notification_id, cause_id, professional_id, recipient, uid, role, type, items, decided_at)
          select gen_random_uuid(), cause_id, professional_id, recipient, uid, role, type, items, decided_at from notifications`,
      ],
    },
  ],
}

/** Notifications that went out by a channel, to somebody who is still there, in one attempt. */
function onceSent(seen: Seen, channel: string): readonly string[] {
  const erased = erasedUids(seen)
  const notifications = notificationsById(seen)
  return rowsOf(seen, 'deliveries')
    .filter((one) => {
      const uid = notifications.get(textOf(one, 'notification_id'))?.['uid']
      return (
        one['channel'] === channel &&
        one['state'] === 'sent' &&
        one['attempts'] === 1 &&
        !erased.has(said(uid))
      )
    })
    .map((one) => textOf(one, 'notification_id'))
}

interface Item {
  readonly happening: string
  readonly bookingId?: string
  readonly start?: number
}

/** A message may be under way for as long as a part is paused, after it was judged. */
const UNDERWAY_MILLIS = 20_000
const UNTRUE = [
  'booking.cancelled',
  'booking.declined',
  'booking.expired',
  'booking.rescheduled',
  'booking.completed',
  'booking.no-show',
]

const reminders: Rule = {
  name: 'nobody is reminded of what is not true any more',
  find: (seen) => {
    const notifications = notificationsById(seen)
    const changes = Map.groupBy(rowsOf(seen, 'changes'), (one) => textOf(one, 'booking_id'))
    return rowsOf(seen, 'deliveries').flatMap((delivery) => {
      const notification = notifications.get(textOf(delivery, 'notification_id'))
      if (delivery['state'] !== 'sent' || !notification) return []
      const sentAt = numberOf(delivery, 'ended_at')
      const items = (notification['items'] as unknown as readonly Item[]).filter(
        ({ happening }) => happening === 'reminder',
      )
      return items.flatMap(({ bookingId = '', start = 0 }) => {
        const name = `${textOf(delivery, 'channel')} of ${textOf(delivery, 'notification_id')}`
        if (start < sentAt - UNDERWAY_MILLIS)
          return [`${name} reminds at ${shown(sentAt)} of ${shown(start)}`]
        const planned = numberOf(notification, 'decided_at')
        const before = (changes.get(bookingId) ?? []).find(
          (one) =>
            UNTRUE.includes(textOf(one, 'type')) &&
            numberOf(one, 'at') < sentAt - UNDERWAY_MILLIS &&
            numberOf(one, 'at') > planned,
        )
        return before ? [`${name} reminds of ${bookingId} after ${textOf(before, 'type')}`] : []
      })
    })
  },
  plants: [
    {
      what: 'a reminder of a booking that was cancelled before',
      inBooks: (seen) => planted(seen, `at => '${shown(seen.now)}'`),
    },
    {
      what: 'a reminder after the start',
      inBooks: (seen) => planted(seen, `start => 1`),
    },
  ],
}

/** A reminder in the books that was sent late: of a booking that was cancelled, or that has begun. */
function planted(seen: Seen, how: string): readonly string[] | undefined {
  const cancelled = rowsOf(seen, 'changes').find((one) => one['type'] === 'booking.cancelled')
  const [notification] = rowsOf(seen, 'notifications').filter(({ notification_id: id }) =>
    rowsOf(seen, 'deliveries').some(
      (one) => one['notification_id'] === id && one['state'] === 'sent',
    ),
  )
  if (!cancelled || !notification) return undefined
  const at = numberOf(cancelled, 'at')
  const isStarted = how.startsWith('start')
  const sentAt = isStarted ? seen.now : at + 2 * UNDERWAY_MILLIS
  const start = isStarted ? seen.now - 3 * UNDERWAY_MILLIS : sentAt + UNDERWAY_MILLIS
  const item = JSON.stringify([
    { happening: 'reminder', revision: 1, bookingId: textOf(cancelled, 'booking_id'), start },
  ])
  const id = textOf(notification, 'notification_id')
  return [
    `update notifications set items = '${item}', decided_at = '${shown(at - 1_000)}' where notification_id = '${id}'`,
    `update deliveries set ended_at = '${shown(sentAt)}' where notification_id = '${id}' and state = 'sent'`,
  ]
}

/** Where somebody stands by name, address or number. */
function tracesOf(seen: Seen, texts: readonly string[]): readonly string[] {
  const isIn = (value: unknown) => {
    const written = JSON.stringify(value)
    return texts.some((text) => written.includes(text))
  }
  return [
    ...Object.entries(seen.tables).flatMap(([table, rows]) =>
      rows.some(isIn) ? [`table ${table}`] : [],
    ),
    ...Object.entries(seen.documents).flatMap(([path, document]) => (isIn(document) ? [path] : [])),
  ]
}

const erasure: Rule = {
  name: 'nothing is left of who was erased',
  find: (seen) =>
    seen.erased.flatMap(({ person, isGone }) => {
      const { uid, name, email, phone } = person
      const job = rowsOf(seen, 'erasures').find((one) => one['uid'] === uid)
      return [
        ...(isGone ? [] : [`${uid} can still sign in`]),
        ...(typeof job?.['done_at'] === 'number'
          ? []
          : [
              `the erasure of ${uid} has not ended: ${textOf(job ?? {}, 'step') || 'it is not there'}`,
            ]),
        ...tracesOf(seen, [name, email, phone]).map((where) => `${where} still names ${uid}`),
        ...Object.keys(seen.documents)
          .filter((path) => path.startsWith(`accounts/${uid}/`))
          .map((path) => `${path} is still there`),
        ...rowsOf(seen, 'devices')
          .filter((one) => one['uid'] === uid)
          .map(() => `a device of ${uid} is still there`),
      ]
    }),
  plants: [
    {
      what: 'a name that stayed in the books',
      inBooks: (seen) => {
        const [one] = seen.erased
        return (
          one && [
            `update bookings set client_name = '${one.person.name}' where booking_id = (select booking_id from bookings limit 1)`,
          ]
        )
      },
    },
    {
      what: 'an address that stayed in a document',
      inSeen: (seen) => {
        const [one] = seen.erased
        return (
          one && {
            ...seen,
            documents: {
              ...seen.documents,
              'professionals/any': { about: `write to ${one.person.email}` },
            },
          }
        )
      },
    },
    {
      what: 'a document of theirs that stayed',
      inSeen: (seen) => {
        const [one] = seen.erased
        return (
          one && {
            ...seen,
            documents: { ...seen.documents, [`accounts/${one.person.uid}/notifications/any`]: {} },
          }
        )
      },
    },
    {
      what: 'a sign-in that stayed',
      inSeen: (seen) => {
        const [one, ...more] = seen.erased
        return one && { ...seen, erased: [{ ...one, isGone: false }, ...more] }
      },
    },
    { what: 'an erasure that never ends', inBooks: () => ['update erasures set done_at = null'] },
  ],
}

export const PEOPLE: readonly Rule[] = [told, deliveries, once, reminders, erasure]
