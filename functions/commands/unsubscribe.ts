// Whoever gets mail from us stops it, by the link in each (RFC 8058).
import { Done } from '../../shared/contract/account.ts'
import { Unsubscribe } from '../../shared/contract/guest.ts'
import { suppressAddress } from '../../shared/database/notify/guest-mail.ts'
import { unsubscribePage, unsubscribedPage } from '../../shared/notifications/page.ts'
import { stopMail } from '../../shared/runtime/command/stop-mail.ts'
import { type Opened, linkFunction } from '../../shared/runtime/edge/link-function.ts'

const whoOf = ({ purpose }: Opened<unknown>) =>
  purpose === 'unsubscribe-account' ? 'account' : 'guest'

/** An account's switch for mail, or a guest's address, and nothing else. A GET asks first: mail programs open links. */
export const unsubscribe = linkFunction({
  name: 'unsubscribe',
  input: Unsubscribe,
  output: Done,
  refuses: ['conflict'],
  purposes: ['unsubscribe-account', 'unsubscribe-guest'],
  show: (opened) => {
    const page = unsubscribePage(whoOf(opened), opened.input.token, opened.locale)
    return Promise.resolve({ body: {}, page })
  },
  act: async (opened) => {
    const { subject, world, requestId, locale } = opened
    const who = whoOf(opened)
    if (who === 'account')
      await stopMail(subject, { functionName: 'unsubscribe', requestId }, world)
    else await suppressAddress(world.database, subject, world.now())
    return { body: {}, page: unsubscribedPage(who, locale) }
  },
})
