// A message in the forms of its channels: what stands in the app and on a device, and the mail with its calendar files.
import { type CalendarFile, type Envelope, toCalendarFile } from './calendar-file.ts'
import { toLetter } from './letter.ts'
import { toHtml } from './mail-html.ts'
import { toPlainText } from './mail-text.ts'
import { ITEMS_A_MESSAGE, bodyOf, titleOf } from './sentences.ts'
import type { Told } from './told.ts'

/** What the app's list and a push show. */
export interface Note {
  readonly title: string
  readonly body: string
}

/** A mail without its addresses. */
export interface Mail {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly files: readonly CalendarFile[]
}

/** For the app and for devices: nobody's name but the professional's, no note, no reason. */
export const toNote = (told: Told): Note => ({ title: titleOf(told), body: bodyOf(told) })

/** The mail, with one calendar file for each booking that it names. */
export function toMail(told: Told, envelope: Omit<Envelope, 'url'>): Mail {
  const { recipient, offering, items, links } = told
  const letter = toLetter(told)
  const pageOf = (bookingId: string): string | undefined =>
    recipient.role === 'guest' ? links.guest : links.app && `${links.app}/bookings/${bookingId}`
  const bookings = items
    .slice(0, ITEMS_A_MESSAGE)
    .flatMap(({ booking }) => (booking ? [booking] : []))
  return {
    subject: letter.subject,
    text: toPlainText(letter),
    html: toHtml(letter),
    files: bookings.map((booking) => {
      const url = pageOf(booking.bookingId)
      return toCalendarFile(booking, offering, recipient, {
        ...envelope,
        ...(url !== undefined && { url }),
      })
    }),
  }
}
