// Whether mail reaches the account, and verifying the address where it does not.
import { useState } from 'react'
import type { Account } from '../../../client/index.ts'
import { begin } from '../app/begin.ts'
import { Button } from '../parts/Button.tsx'
import { sendVerification, signInFailure } from '../sign-in/sign-in.ts'
import { t } from '../words/words.ts'

export function EmailLine({
  account,
  signInEmail,
}: {
  readonly account: Account
  readonly signInEmail: string | undefined
}) {
  const [told, setTold] = useState<string>()
  const [isSending, setIsSending] = useState(false)
  if (signInEmail === undefined) return <p className="small muted">{t('account.noEmail')}</p>
  const email = signInEmail
  if (account.emailVerified)
    return <p className="small muted">{t('account.verified', { email })}</p>
  if (account.email !== undefined && account.email.toLowerCase() !== email.toLowerCase())
    return <p className="small muted">{t('account.otherEmail', { email })}</p>
  const verify = async () => {
    setIsSending(true)
    try {
      await sendVerification()
      setTold(t('account.verifySent', { email }))
    } catch (error) {
      setTold(signInFailure(error, email))
    } finally {
      setIsSending(false)
    }
  }
  return (
    <div className="notice warn">
      <span role="status">{told ?? t('account.unverified', { email })}</span>
      {told === undefined && (
        <Button look="quiet" isBusy={isSending} onClick={() => begin(verify())}>
          {t('account.verify')}
        </Button>
      )}
    </div>
  )
}
