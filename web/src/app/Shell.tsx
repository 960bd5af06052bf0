// The frame: title, connection and bell above; tabs below on a phone, at the side on a desktop.
import { type ReactNode, useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import { Icon, type IconName } from '../parts/Icon.tsx'
import { type Key, t, tn } from '../words/words.ts'
import { connection } from './backend.ts'
import { useIsOnline } from './online.ts'
import { useAccount, useSession } from './session.ts'
import { useRequestCount } from './requests.ts'
import { useStore } from './store.ts'
import { useTitle } from './title.ts'
import './shell.css'

interface Tab {
  readonly href: string
  readonly word: Key
  readonly icon: IconName
  readonly count?: number
  /** Addresses of pages that stand below this one in the app, whatever their path says. */
  readonly below?: readonly string[]
}

/** What the setup leads to. */
const BELOW_SETUP = [
  '/pro/hours',
  '/pro/services',
  '/pro/profile',
  '/pro/clients',
  '/pro/explain',
  '/pro/preview',
]

export function Shell({
  title,
  isWide,
  children,
}: {
  readonly title: Key
  readonly isWide?: true
  readonly children: ReactNode
}) {
  const account = useAccount()
  const [path, go] = useLocation()
  const shown = useTitle() ?? t(title)
  const isDeep =
    path.split('/').length > (path.startsWith('/pro') ? 3 : 2) || BELOW_SETUP.includes(path)
  useEffect(() => {
    document.title = `${shown} · ${t('app.name')}`
  }, [shown])
  const goBack = () => (history.length > 1 ? history.back() : go('/'))
  return (
    <div className="shell">
      <a className="shell-skip" href="#page">
        {t('shell.skip')}
      </a>
      <header className="shell-bar">
        {isDeep && (
          <button
            type="button"
            className="icon-button"
            onClick={goBack}
            aria-label={t('action.back')}
          >
            <Icon name="back" />
          </button>
        )}
        <h1 id="title">{shown}</h1>
        {account ? (
          <Link
            href="/notifications"
            className="icon-button"
            aria-label={tn('shell.bell', account.unread)}
          >
            <Icon name="bell" />
            {account.unread > 0 && (
              <span className="shell-count" aria-hidden="true">
                {account.unread > 99 ? '99+' : account.unread}
              </span>
            )}
          </Link>
        ) : (
          <SignInLink />
        )}
      </header>
      <Tabs path={path} />
      <ConnectionNotice />
      <main
        id="page"
        tabIndex={-1}
        aria-labelledby="title"
        className={isWide ? 'shell-page wide' : 'shell-page'}
      >
        {children}
      </main>
    </div>
  )
}

function SignInLink() {
  const [path] = useLocation()
  const { kind } = useSession()
  // While it is not known yet who is signed in, nobody is asked to.
  if (path === '/sign-in' || kind === 'starting') return null
  return (
    <Link href="/sign-in" className="button quiet">
      {t('action.signIn')}
    </Link>
  )
}

function Tabs({ path }: { readonly path: string }) {
  const account = useAccount()
  const isProfessional = account?.professionalId !== undefined
  const requests = useRequestCount()
  const tabs: readonly Tab[] = [
    ...(isProfessional
      ? ([
          { href: '/pro', word: 'tab.today', icon: 'sun' },
          { href: '/pro/agenda', word: 'tab.agenda', icon: 'calendar' },
          { href: '/pro/requests', word: 'tab.requests', icon: 'inbox', count: requests },
          { href: '/pro/setup', word: 'tab.setup', icon: 'sliders', below: BELOW_SETUP },
        ] as const)
      : []),
    { href: '/', word: 'tab.find', icon: 'search' },
    ...(isProfessional
      ? []
      : ([{ href: '/bookings', word: 'tab.bookings', icon: 'calendar' }] as const)),
    { href: '/account', word: 'tab.account', icon: 'person' },
  ]
  const isIn = (href: string) => path === href || (href !== '/' && path.startsWith(`${href}/`))
  const current = tabs
    .filter(({ href, below = [] }) => [href, ...below].some(isIn))
    .toSorted((a, b) => b.href.length - a.href.length)[0]?.href
  return (
    <nav className="shell-tabs" aria-label={t('shell.tabs')}>
      <span className="shell-brand" aria-hidden="true">
        <img src="/icon.svg" width="28" height="28" alt="" />
        {t('app.name')}
      </span>
      {tabs.map(({ href, word, icon, count }) => (
        <Link
          key={href}
          href={href}
          className="shell-tab"
          {...(href === current && { 'aria-current': 'page' as const })}
        >
          <Icon name={icon} />
          <span>{t(word)}</span>
          {count !== undefined && count > 0 && (
            <span className="shell-count">
              {count}
              <span className="sr-only"> {t('shell.open')}</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}

/** Says when what is shown may be old, and nothing while all is well. */
function ConnectionNotice() {
  const isOnline = useIsOnline()
  const { kind } = useStore(connection)
  return (
    <div role="status" className="shell-status">
      {!isOnline ? (
        <p className="shell-notice">{t('shell.offline')}</p>
      ) : (
        kind === 'failed' && <p className="shell-notice">{t('shell.failed')}</p>
      )}
    </div>
  )
}
