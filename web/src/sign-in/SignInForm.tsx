// The ways to sign in, as a page and inside the sheet that confirms a booking.
import { type SubmitEvent, useId, useState } from 'react'
import { begin } from '../app/begin.ts'
import { useBackend } from '../app/backend.ts'
import type { DemoPerson } from '../app/config.ts'
import { Button } from '../parts/Button.tsx'
import { type Key, t } from '../words/words.ts'
import {
  finishSignInLink,
  resetPassword,
  sendSignInLink,
  signIn,
  signInFailure,
  signInWithGoogle,
  signUp,
} from './sign-in.ts'

const PASSWORD_MIN = 8

export function SignInForm({
  next,
  isLink = false,
}: {
  readonly next: string
  readonly isLink?: boolean
}) {
  const people = useBackend()?.config.local?.people ?? []
  const [isNew, setIsNew] = useState(false)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const [told, setTold] = useState<string>()
  const id = useId()

  const attempt = async (what: string, work: () => Promise<unknown>, done?: Key) => {
    if (busy !== undefined) return
    setBusy(what)
    setFailure(undefined)
    setTold(undefined)
    try {
      await work()
      if (done) setTold(t(done, { email }))
    } catch (error) {
      setFailure(signInFailure(error, email))
    } finally {
      setBusy(undefined)
    }
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (isLink) return begin(attempt('link', () => finishSignInLink(email)))
    if (isNew && password.length < PASSWORD_MIN) return setFailure(t('signIn.weak'))
    return begin(attempt('form', () => (isNew ? signUp(email, password) : signIn(email, password))))
  }
  const withEmail = (what: string, work: () => Promise<void>, done: Key) => {
    if (email === '') setFailure(t('signIn.missingEmail'))
    else begin(attempt(what, work, done))
  }

  return (
    <div className="stack">
      {people.length > 0 && (
        <DemoPeople
          people={people}
          busy={busy}
          pick={(person) =>
            begin(attempt(person.email, () => signIn(person.email, person.password)))
          }
        />
      )}
      <form className="stack" onSubmit={submit}>
        <div className="field">
          <label htmlFor={`${id}e`}>{t('signIn.email')}</label>
          <input
            id={`${id}e`}
            type="email"
            autoComplete="email"
            required
            value={email}
            aria-describedby={failure === undefined ? undefined : `${id}f`}
            onChange={(event) => setEmail(event.target.value)}
          />
        </div>
        {!isLink && (
          <div className="field">
            <label htmlFor={`${id}p`}>{t('signIn.password')}</label>
            <input
              id={`${id}p`}
              type="password"
              autoComplete={isNew ? 'new-password' : 'current-password'}
              required
              value={password}
              aria-describedby={failure === undefined ? undefined : `${id}f`}
              onChange={(event) => setPassword(event.target.value)}
            />
          </div>
        )}
        {failure !== undefined && (
          <p id={`${id}f`} className="field-error" role="alert">
            {failure}
          </p>
        )}
        {told !== undefined && (
          <p className="notice good" role="status">
            <span>{told}</span>
          </p>
        )}
        <Button type="submit" isFull isBusy={busy === 'form' || busy === 'link'}>
          {t(isNew ? 'signIn.create' : 'signIn.go')}
        </Button>
      </form>
      {!isLink && (
        <div className="stack-tight">
          <Button
            look="secondary"
            isFull
            isBusy={busy === 'google'}
            onClick={() => begin(attempt('google', signInWithGoogle))}
          >
            {t('signIn.google')}
          </Button>
          <Button
            look="quiet"
            isBusy={busy === 'send'}
            onClick={() => withEmail('send', () => sendSignInLink(email, next), 'signIn.linkSent')}
          >
            {t('signIn.link')}
          </Button>
          <Button look="quiet" onClick={() => setIsNew(!isNew)}>
            {t(isNew ? 'signIn.haveOne' : 'signIn.haveNone')}
          </Button>
          {!isNew && (
            <Button
              look="quiet"
              isBusy={busy === 'reset'}
              onClick={() => withEmail('reset', () => resetPassword(email), 'signIn.resetSent')}
            >
              {t('signIn.forgot')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function DemoPeople({
  people,
  busy,
  pick,
}: {
  readonly people: readonly DemoPerson[]
  readonly busy: string | undefined
  readonly pick: (person: DemoPerson) => void
}) {
  return (
    <section className="card stack-tight" aria-label={t('signIn.demo')}>
      <p className="small muted">{t('signIn.demo')}</p>
      <div className="demo-people">
        {people.map((person) => (
          <Button
            key={person.email}
            look="secondary"
            isBusy={busy === person.email}
            onClick={() => pick(person)}
          >
            <span>
              {person.name}
              <span className="tiny muted">
                {t(person.role === 'client' ? 'signIn.asClient' : 'signIn.asProfessional')}
              </span>
            </span>
          </Button>
        ))}
      </div>
    </section>
  )
}
