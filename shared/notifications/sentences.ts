// What a message says, line by line, before any channel puts it in its form.
import type { Happening } from './happening.ts'
import { type MessageKey, languageOf, message } from './messages.ts'
import type { Item, Offering, Recipient, Told, ToldBooking } from './told.ts'
import { unlinked } from './unlinked.ts'
import { instantText, placeOf, showsTheSame, spanText, timeText } from './when.ts'

/** How many bookings one message names; the others are counted. */
export const ITEMS_A_MESSAGE = 20

const TITLES_OF_BOOKINGS = [
  'cancelled',
  'declined',
  'request-expired',
  'moved',
  'move-requested',
  'confirmed',
  'requested',
  'delayed',
  'on-time',
  'no-show',
  'no-show-taken-back',
  'reminder',
] as const
const TITLES_OF_CALENDARS = [
  'hours-changed',
  'service-changed',
  'professional-changed',
  'external-busy-changed',
  'activity-changed',
  'block-changed',
  'erased',
] as const

const includes = <T extends string>(known: readonly T[], word: string): word is T =>
  known.some((one) => one === word)

/** The headline of a message. Nothing that people typed stands in it: it is a mail's subject, too. */
export function titleOf({ recipient, items }: Told): string {
  const language = languageOf(recipient.locale)
  const [{ happening }] = items
  const count = items.filter((item) => item.happening === happening).length
  if (includes(TITLES_OF_CALENDARS, happening)) return message(language, `${happening}.title`)
  if (!includes(TITLES_OF_BOOKINGS, happening)) throw new Error(`nobody is told of ${happening}`)
  if (count > 1) return message(language, `${happening}.several`, { count })
  return message(language, `${happening}.title${recipient.role === 'owner' ? '.owner' : ''}`)
}

/** When a booking is; in one line also where it was before it moved. */
function whenOf({ happening, before }: Item, booking: ToldBooking, reader: Recipient): string {
  const language = languageOf(reader.locale)
  const when = spanText(reader, booking.start, booking.end)
  if (before && (happening === 'moved' || happening === 'move-requested'))
    return message(language, 'line.moved', {
      when,
      before: spanText(reader, before.start, before.end),
    })
  if (happening === 'delayed' && booking.expectedStart !== undefined)
    return message(language, 'line.delayed', {
      when,
      expected: timeText(reader, booking.expectedStart, booking.start),
    })
  return message(language, happening === 'on-time' ? 'line.on-time' : 'line.when', { when })
}

/** The zone in which times are given, and the other side's time where its clock shows another. */
function zonesOf(
  { start, end, clientTimeZone }: ToldBooking,
  { recipient, offering }: Told,
): readonly string[] {
  const isOwner = recipient.role === 'owner'
  const theirs = isOwner ? (clientTimeZone ?? recipient.timeZone) : offering.timeZone
  if (showsTheSame(theirs, recipient.timeZone, start)) return []
  const language = languageOf(recipient.locale)
  const other = { ...recipient, timeZone: theirs }
  return [
    message(language, 'zone.yours', { place: placeOf(recipient.timeZone) }),
    message(language, isOwner ? 'zone.theirs.owner' : 'zone.theirs', {
      when: spanText(other, start, end),
      place: placeOf(theirs),
      professional: unlinked(offering.name),
    }),
  ]
}

function whatOf(
  booking: ToldBooking,
  offering: Offering,
  recipient: Recipient,
  hidesClient: boolean,
): string {
  const language = languageOf(recipient.locale)
  const service = unlinked(booking.serviceName)
  if (recipient.role !== 'owner')
    return message(language, 'line.with', { service, professional: unlinked(offering.name) })
  return hidesClient
    ? service
    : message(language, 'line.for', { service, client: unlinked(booking.clientName) })
}

const GONE: readonly Happening[] = ['cancelled', 'declined', 'request-expired']

/** Whether a booking is none any more after it. */
export const isGone = (happening: Happening): boolean => GONE.includes(happening)

/** One booking of a mail: when, what, and what else its reader has to know. */
export function linesOf(item: Item, told: Told): readonly string[] {
  const { recipient, offering } = told
  const { booking, happening } = item
  const language = languageOf(recipient.locale)
  const say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) =>
    message(language, key, values)
  if (!booking) return includes(TITLES_OF_CALENDARS, happening) ? [say(`${happening}.body`)] : []
  const isOver = isGone(happening)
  return [
    whenOf({ happening }, booking, recipient),
    ...(item.before
      ? [
          say('line.before', {
            before: spanText(recipient, item.before.start, item.before.end),
          }),
        ]
      : []),
    ...zonesOf(booking, told),
    whatOf(booking, offering, recipient, false),
    ...(booking.seats > 1 ? [say('line.seats', { count: booking.seats })] : []),
    ...(booking.status === 'pending'
      ? [say(recipient.role === 'owner' ? 'state.pending.owner' : 'state.pending')]
      : []),
    ...(isOver && booking.cancelReason !== undefined
      ? [say('line.reason', { reason: unlinked(booking.cancelReason) })]
      : []),
    ...(!isOver && recipient.role !== 'owner' && offering.address !== undefined
      ? [say('line.where', { place: unlinked(offering.address) })]
      : []),
    ...(!isOver && recipient.role !== 'owner' && booking.cancelUntil !== undefined
      ? [say('mail.cancel.until', { until: instantText(recipient, booking.cancelUntil) })]
      : []),
  ]
}

/** What an app or a device shows below the title, in one line: no client, no note, and no reason is named in it. */
export function bodyOf(told: Told): string {
  const { recipient, offering, items } = told
  const language = languageOf(recipient.locale)
  const [first, ...others] = items
  const { booking, happening } = first
  if (!booking)
    return includes(TITLES_OF_CALENDARS, happening) ? message(language, `${happening}.body`) : ''
  const when = whenOf(first, booking, recipient)
  const body = `${when} · ${whatOf(booking, offering, recipient, true)}`
  if (others.length === 0) return body
  return `${body} ${message(language, 'line.others', { count: others.length })}`
}
