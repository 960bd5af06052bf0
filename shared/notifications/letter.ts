// A mail before it has a form: what both the plain and the HTML part say, in the same order.
import { ITEMS_A_MESSAGE, isGone, linesOf, titleOf } from './sentences.ts'
import { type MessageKey, type Language, languageOf, message } from './messages.ts'
import type { Instant } from '../time/instant.ts'
import type { Item, Told, ToldBooking } from './told.ts'
import { unlinked } from './unlinked.ts'
import { instantText } from './when.ts'

export interface Action {
  readonly label: string
  readonly url: string
}

export interface Letter {
  readonly language: Language
  /** Of our own words and dates alone. */
  readonly subject: string
  readonly title: string
  readonly greeting: string
  /** One for each booking: its first line is the one that matters. */
  readonly entries: readonly (readonly string[])[]
  readonly closing: readonly string[]
  /** The button. */
  readonly action?: Action
  readonly why: string
  readonly unsubscribe?: Action
}

/** Where the button of a mail leads. */
function actionOf({ recipient, items, links }: Told): Action | undefined {
  const language = languageOf(recipient.locale)
  const to = (key: MessageKey, url: string): Action => ({ label: message(language, key), url })
  if (recipient.role === 'guest') {
    const isOpen = items.some(
      ({ happening, booking }) => !isGone(happening) && booking?.cancelUntil !== undefined,
    )
    const key = isOpen ? 'mail.cancel' : 'mail.open'
    return links.guest === undefined ? undefined : to(key, links.guest)
  }
  if (links.app === undefined) return undefined
  const bookings = items.flatMap(({ booking }) => (booking ? [booking] : []))
  const [first] = bookings
  if (!first) return to('mail.open.setup', `${links.app}/pro`)
  if (recipient.role === 'owner')
    return bookings.some(({ status }) => status === 'pending')
      ? to('mail.open.requests', `${links.app}/pro/requests`)
      : to('mail.open.all', `${links.app}/pro/agenda`)
  return bookings.length === 1
    ? to('mail.open', `${links.app}/bookings/${first.bookingId}`)
    : to('mail.open.all', `${links.app}/bookings`)
}

/** The start that a subject names: of what is late, the one that counts now. */
const startOf = ({ happening }: Item, { start, expectedStart }: ToldBooking): Instant =>
  happening === 'delayed' ? (expectedStart ?? start) : start

/** A mail's content. */
export function toLetter(told: Told): Letter {
  const { recipient, offering, items, links } = told
  const language = languageOf(recipient.locale)
  const say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) =>
    message(language, key, values)
  const title = titleOf(told)
  const [{ booking }] = items
  const isOne = items.length === 1 && booking !== undefined
  const left = items.length - ITEMS_A_MESSAGE
  const action = actionOf(told)
  return {
    language,
    title,
    subject: isOne ? `${title}: ${instantText(recipient, startOf(items[0], booking))}` : title,
    greeting:
      recipient.name === undefined
        ? say('mail.hello.nobody')
        : say('mail.hello', { name: unlinked(recipient.name) }),
    entries: items.slice(0, ITEMS_A_MESSAGE).map((item) => linesOf(item, told)),
    closing: [
      ...(left > 0 ? [say('line.others', { count: left })] : []),
      ...(recipient.role !== 'owner' && offering.phone !== undefined
        ? [say('line.call', { phone: unlinked(offering.phone) })]
        : []),
    ],
    ...(action && { action }),
    why: say(recipient.role === 'guest' ? 'mail.why.guest' : 'mail.why'),
    ...(links.unsubscribe !== undefined && {
      unsubscribe: { label: say('mail.unsubscribe'), url: links.unsubscribe },
    }),
  }
}
