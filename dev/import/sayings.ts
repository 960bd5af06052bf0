// The sentences around an import: as whom, who is written to, and how it ended.
import { KINDS, type Tally } from './apply/tally.ts'
import type { Options } from './options.ts'
import type { Target } from './target.ts'

/** Whether guests are written to, or that this has to be said. */
export function sayGuests(count: number, { guestMail }: Options): string {
  if (count === 0) return ''
  const who = `${count} ${count === 1 ? 'guest has an address' : 'guests have addresses'}`
  if (guestMail === 'send')
    return `${who}; the system writes to them (at most 50 different addresses a day of one owner).`
  if (guestMail === 'leave-out')
    return `${who}; these are left out, so that nobody is written to, now or before the booking.`
  return `${who}: --apply wants to know whether they are written to (--guest-mail send or leave-out).`
}

/** How much was made or changed, or would be. */
const changesOf = (tally: Tally) =>
  KINDS.map((kind) => tally.of(kind))
    .map(({ created, changed }) => created + changed)
    .reduce((sum, one) => sum + one, 0)

/** What an admin's import means for owners, before it is done and after. */
export function sayOwners(tally: Tally, { isDry }: Options): string {
  const told = changesOf(tally)
  if (told === 0) return 'Owners are written to about nothing.'
  return `Owners ${isDry ? 'will be' : 'are'} written to about each booking and change of an admin, up to ${told} mails in all, unless they have switched mails off; about an import of their own, nothing.`
}

/** As whom, and into whose calendars. */
export function sayWho(target: Target | undefined): string {
  if (!target) return ''
  const { uid, isAdmin } = target.caller
  return isAdmin ? `, as the admin ${uid}` : `, into the own calendar of ${uid}`
}

/** How it ended. */
export function lastWord(tally: Tally, { isDry }: Options, confirmed: number): string {
  if (isDry) return 'A dry run: nothing was changed. --apply imports.'
  const changes = changesOf(tally)
  const checked = `Read back: ${confirmed} bookings are there as planned.`
  return changes === 0
    ? `Nothing was changed: all of it was there already. ${checked}`
    : `Imported. ${checked}`
}
