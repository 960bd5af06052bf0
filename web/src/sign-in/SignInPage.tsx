// Sign in or create an account, then go on where one came from. A local stack offers its demo people with one tap.
import { useEffect, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { begin } from '../app/begin.ts'
import { useAccount } from '../app/session.ts'
import { useBackend } from '../app/backend.ts'
import { t } from '../words/words.ts'
import { finishSignInLink, isSignInLink, linkEmail } from './sign-in.ts'
import { signOutHere } from './sign-out.ts'
import { SignInHere } from './SignInHere.tsx'
import { Button } from '../parts/Button.tsx'

/** Only addresses of this app: a link must not lead elsewhere after signing in. */
const nextOf = (search: string): string => {
  const next = new URLSearchParams(search).get('next') ?? '/'
  return /^\/(?![/\\])/.test(next) ? next : '/'
}

/** Where the address is a link that was mailed: signs in at once if it was asked for on this device, else asks for the address. */
async function finishLink(tell: (isLink: boolean) => void): Promise<void> {
  const isLink = await isSignInLink()
  tell(isLink)
  const email = linkEmail()
  if (isLink && email !== undefined) await finishSignInLink(email)
}

export function Page() {
  const [, go] = useLocation()
  const search = useSearch()
  const account = useAccount()
  const backend = useBackend()
  const next = nextOf(search)
  const isSwitching = new URLSearchParams(search).has('switch')
  const [isLink, setIsLink] = useState(false)
  useEffect(() => {
    if (!backend) return
    begin(finishLink(setIsLink))
  }, [backend])
  useEffect(() => {
    if (account && !isSwitching) go(next, { replace: true })
  }, [account, isSwitching, next, go])
  if (account && isSwitching)
    return (
      <div className="stack">
        <p>{t('signIn.already', { email: account.email ?? '' })}</p>
        <Button onClick={() => begin(signOutHere(`/sign-in?next=${encodeURIComponent(next)}`))}>
          {t('action.signOut')}
        </Button>
      </div>
    )
  return (
    <SignInHere
      title={t('signIn.welcome')}
      why={t('signIn.why')}
      next={next}
      {...(isLink && { isLink })}
    />
  )
}
