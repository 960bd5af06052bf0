// Where a professional takes bookings from verified addresses alone: the mail is sent, and then it goes on.
import { useState } from 'react'
import { connect } from '../../app/backend.ts'
import { begin } from '../../app/begin.ts'
import { session, useAccount } from '../../app/session.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { sendVerification, signInFailure } from '../../sign-in/sign-in.ts'
import { t } from '../../words/words.ts'

/** Looks whether the address is verified by now, and gets a token that says so. */
async function isVerifiedNow(): Promise<boolean> {
  const { firebase } = await connect()
  const user = firebase.auth.currentUser
  await user?.reload()
  if (!user?.emailVerified) return false
  await user.getIdToken(true)
  const now = session.get()
  if (now.kind === 'signed-in') session.set({ ...now, emailVerified: true })
  return true
}

export function Verify({ goOn }: { readonly goOn: () => void }) {
  const email = useAccount()?.email ?? ''
  const [busy, setBusy] = useState<'sending' | 'looking'>()
  const [told, setTold] = useState<{ readonly sentence: string; readonly isGood: boolean }>()
  const doing = async (what: 'sending' | 'looking', work: () => Promise<void>) => {
    if (busy) return
    setBusy(what)
    try {
      await work()
    } catch (error) {
      setTold({ sentence: signInFailure(error, email), isGood: false })
    } finally {
      setBusy(undefined)
    }
  }
  const send = async () => {
    await sendVerification()
    setTold({ sentence: t('verify.sent', { email }), isGood: true })
  }
  const look = async () => {
    if (await isVerifiedNow()) goOn()
    else setTold({ sentence: t('verify.notYet', { email }), isGood: false })
  }
  return (
    <div className="stack">
      <p className="row verify">
        <Icon name="mail" />
        {t('verify.why', { email })}
      </p>
      {told && (
        <p className={told.isGood ? 'notice good' : 'notice warn'} role="status">
          <span>{told.sentence}</span>
        </p>
      )}
      <Button
        look="secondary"
        isFull
        isBusy={busy === 'sending'}
        onClick={() => begin(doing('sending', send))}
      >
        {t('verify.send')}
      </Button>
      <Button isFull isBusy={busy === 'looking'} onClick={() => begin(doing('looking', look))}>
        {t('verify.done')}
      </Button>
    </div>
  )
}
