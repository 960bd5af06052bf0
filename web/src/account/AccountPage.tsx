// One's account: who one is, how one hears of things, what is held, and leaving.
import { Link } from 'wouter'
import { useBackend } from '../app/backend.ts'
import { begin } from '../app/begin.ts'
import { useAsked } from '../app/live.ts'
import { useAccount } from '../app/session.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { PageState } from '../parts/PageState.tsx'
import { signOutHere } from '../sign-in/sign-out.ts'
import { t } from '../words/words.ts'
import { DeviceSection } from './DeviceSection.tsx'
import { EmailLine } from './EmailLine.tsx'
import { Erasing } from './Erasing.tsx'
import { Exporting } from './Exporting.tsx'
import { HearSection } from './HearSection.tsx'
import { LookSection } from './LookSection.tsx'
import { YouSection } from './YouSection.tsx'
import './account.css'

export function Page() {
  const signedIn = useAccount()
  const backend = useBackend()
  // The session has it too; this one says when it cannot be loaded, and is asked again after a change elsewhere.
  const seen = useAsked(signedIn && `account ${signedIn.uid}`, (client, signal) =>
    client.call.getAccount({}, { signal }),
  )
  return (
    <PageState of={seen}>
      {({ account: loaded, professionalId }) => {
        const account = signedIn?.account ?? loaded
        return (
          <>
            <nav className="card account-links" aria-label={t('title.account')}>
              {professionalId === undefined ? (
                <AccountLink href="/pro/start" text={t('account.offer')} />
              ) : (
                <>
                  <AccountLink href="/bookings" text={t('account.bookings')} />
                  <AccountLink href="/pro/setup" text={t('account.setup')} />
                </>
              )}
            </nav>
            <section className="card stack">
              <h2>{t('account.you')}</h2>
              <YouSection account={account} />
              <EmailLine account={account} signInEmail={signedIn?.email} />
            </section>
            <section className="card stack">
              <HearSection account={account} />
              <DeviceSection account={account} vapidKey={backend?.config.vapidKey} />
            </section>
            <section className="card stack">
              <LookSection locale={account.locale} />
            </section>
            <section className="card stack">
              <h2>{t('account.data')}</h2>
              <Exporting />
              <Erasing isOwner={professionalId !== undefined} />
            </section>
            <Button look="secondary" onClick={() => begin(signOutHere())}>
              {t('action.signOut')}
            </Button>
          </>
        )
      }}
    </PageState>
  )
}

function AccountLink({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <Link href={href} className="account-link">
      <span>{text}</span>
      <Icon name="next" size={20} />
    </Link>
  )
}
