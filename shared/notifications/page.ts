// A page that a function answers by itself where there is no web app: what it says, before it has a form.
import type { Status } from '../contract/status.ts'
import type { Happening } from './happening.ts'
import { type Language, type MessageKey, languageOf, message } from './messages.ts'
import { isGone, linesOf, titleOf } from './sentences.ts'
import type { Offering, Recipient, ToldBooking } from './told.ts'
import { unlinked } from './unlinked.ts'

/** A button that posts a link's token. */
export interface PageForm {
  /** The function, beside the one that answers the page. */
  readonly action: string
  readonly token: string
  readonly button: string
  /** The label of a text that may be left empty. */
  readonly reason?: string
}

export interface Page {
  readonly language: Language
  readonly title: string
  /** The first line is the one that matters. */
  readonly entry: readonly string[]
  readonly notes: readonly string[]
  readonly form?: PageForm
  readonly link?: { readonly label: string; readonly url: string }
}

/** What a booking's state is called: as those who were told of it last were told. */
const HAPPENINGS: Readonly<Record<Status, Happening>> = {
  held: 'requested',
  pending: 'requested',
  confirmed: 'confirmed',
  'in-progress': 'confirmed',
  completed: 'confirmed',
  'no-show': 'no-show',
  declined: 'declined',
  cancelled: 'cancelled',
  expired: 'request-expired',
}

/** A guest's own booking, with a button that cancels it as long as it says until when that may be. */
export function bookingPage(
  booking: ToldBooking,
  offering: Offering,
  recipient: Recipient,
  token: string,
): Page {
  const language = languageOf(recipient.locale)
  const say = (key: MessageKey, values?: Readonly<Record<string, string>>) =>
    message(language, key, values)
  const { status, cancelUntil } = booking
  const mayCancel = cancelUntil !== undefined
  const happening = HAPPENINGS[status]
  const item = { happening, booking }
  const told = { recipient, offering, items: [item], links: {} } as const
  const isOver = status === 'completed' || status === 'in-progress'
  const isPast = isOver || isGone(happening) || status === 'no-show'
  return {
    language,
    title: isOver ? say(`page.${status}.title`) : titleOf(told),
    entry: linesOf(item, told),
    notes: [
      ...(offering.phone === undefined
        ? []
        : [say('line.call', { phone: unlinked(offering.phone) })]),
      ...(mayCancel || isPast ? [] : [say('page.too-late.body')]),
    ],
    ...(mayCancel && {
      form: {
        action: 'cancel-guest-booking',
        token,
        button: say('page.cancel'),
        reason: say('page.reason'),
      },
    }),
  }
}

/** Whom an unsubscribe link is about. */
export type Unsubscriber = 'account' | 'guest'

/** Asks before anything is changed: mail programs open links by themselves. */
export function unsubscribePage(
  who: Unsubscriber,
  token: string,
  locale: string | undefined,
): Page {
  const language = languageOf(locale)
  return {
    language,
    title: message(language, 'page.unsubscribe.title'),
    entry: [],
    notes: [message(language, `page.unsubscribe.${who}`)],
    form: { action: 'unsubscribe', token, button: message(language, 'mail.unsubscribe') },
  }
}

/** After it was done, now or before. */
export function unsubscribedPage(who: Unsubscriber, locale: string | undefined): Page {
  const language = languageOf(locale)
  return {
    language,
    title: message(language, 'page.unsubscribed.title'),
    entry: [],
    notes: [message(language, `page.unsubscribed.${who}`)],
  }
}

/** Why nothing else is shown. */
export type PageFault = 'gone' | 'too-late' | 'failed'

/** Where there is nothing else to show. */
export function faultPage(fault: PageFault, locale: string | undefined): Page {
  const language = languageOf(locale)
  return {
    language,
    title: message(language, `page.${fault}.title`),
    entry: [],
    notes: [message(language, `page.${fault}.body`)],
  }
}
