// What stands in place of a page that is not for whoever opened it.
import { lazy } from 'react'
import { useLocation } from 'wouter'
import { Message } from '../parts/PageState.tsx'
import { t } from '../words/words.ts'
import { useAccount } from './session.ts'

const SignInHere = lazy(async () => ({
  default: (await import('../sign-in/SignInHere.tsx')).SignInHere,
}))

/** For visitors: sign in, and be here. Whoever comes to the first page is told what all this is. */
export function AskToSignIn() {
  const [path] = useLocation()
  const isFirst = path === '/'
  return (
    <SignInHere
      title={t(isFirst ? 'signIn.welcome' : 'gate.signIn')}
      why={t(isFirst ? 'signIn.why' : 'gate.signInWhy')}
      next={path + location.search}
    />
  )
}

/** For clients at a professional's page. */
export function NotYourPage() {
  const [, go] = useLocation()
  const account = useAccount()
  return (
    <Message
      icon="sliders"
      title={t('gate.professional')}
      action={{ label: t('gate.start'), do: () => go('/pro/start') }}
      other={{ label: t('gate.switch'), do: () => go('/sign-in?switch=1&next=/pro') }}
    >
      {t('gate.professionalWhy', { email: account?.email ?? t('gate.thisAccount') })}
    </Message>
  )
}

export function NoSuchPage() {
  const [, go] = useLocation()
  return (
    <Message
      icon="search"
      title={t('gate.nothing')}
      action={{ label: t('gate.toFind'), do: () => go('/') }}
    >
      {t('gate.nothingWhy')}
    </Message>
  )
}
