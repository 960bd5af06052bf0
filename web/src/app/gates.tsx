// What stands in place of a page that is not for whoever opened it.
import { useLocation } from 'wouter'
import { Message } from '../parts/PageState.tsx'
import { t } from '../words/words.ts'
import { useAccount } from './session.ts'

/** For visitors: sign in, and come back here. */
export function AskToSignIn() {
  const [path, go] = useLocation()
  const back = encodeURIComponent(path + location.search)
  return (
    <Message
      icon="person"
      title={t('gate.signIn')}
      action={{ label: t('action.signIn'), do: () => go(`/sign-in?next=${back}`) }}
    >
      {t('gate.signInWhy')}
    </Message>
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
