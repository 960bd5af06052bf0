// The ways to sign in, as a page and inside the sheet that confirms a booking.
import { type SubmitEvent, useRef, useState } from 'react'
import { begin } from '../app/begin.ts'
import { useBackend } from '../app/backend.ts'
import type { DemoPerson } from '../app/config.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { type Key, t } from '../words/words.ts'
import {
  fieldOf,
  finishSignInLink,
  resetPassword,
  sendSignInLink,
  signIn,
  signInFailure,
  signInWithGoogle,
  signUp,
} from './sign-in.ts'

const PASSWORD_MIN = 8

interface Fault {
  readonly sentence: string
  /** Where it is to be mended; absent where it is of no one field. */
  readonly field?: 'email' | 'password' | undefined
}

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
  const [fault, setFault] = useState<Fault>()
  const [told, setTold] = useState<string>()
  const fields = { email: useRef<HTMLInputElement>(null), password: useRef<HTMLInputElement>(null) }

  const refuse = (field: 'email' | 'password', sentence: string) => {
    setTold(undefined)
    setFault({ field, sentence })
    fields[field].current?.focus()
  }
  /** What can be seen of an address before it is sent. */
  const isAddress = (): boolean => {
    if (email.trim() === '') refuse('email', t('signIn.missingEmail'))
    else if (fields.email.current?.validity.typeMismatch)
      refuse('email', t('signIn.badEmail', { email }))
    else return true
    return false
  }
  const attempt = async (what: string, work: () => Promise<unknown>, done?: Key) => {
    if (busy !== undefined) return
    setBusy(what)
    setFault(undefined)
    setTold(undefined)
    try {
      await work()
      if (done) setTold(t(done, { email }))
    } catch (error) {
      const field = fieldOf(error)
      setFault({ field, sentence: signInFailure(error, email) })
      if (field) fields[field].current?.focus()
    } finally {
      setBusy(undefined)
    }
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!isAddress()) return undefined
    if (isLink) return begin(attempt('link', () => finishSignInLink(email)))
    if (password === '') return refuse('password', t('signIn.missingPassword'))
    if (isNew && password.length < PASSWORD_MIN) return refuse('password', t('signIn.weak'))
    return begin(attempt('form', () => (isNew ? signUp(email, password) : signIn(email, password))))
  }
  const withEmail = (what: string, work: () => Promise<void>, done: Key) => {
    if (isAddress()) begin(attempt(what, work, done))
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
      <form className="stack" noValidate onSubmit={submit}>
        <Field
          label={t('signIn.email')}
          error={fault?.field === 'email' ? fault.sentence : undefined}
        >
          {(props) => (
            <input
              {...props}
              ref={fields.email}
              type="email"
              autoComplete="email"
              aria-required="true"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        {!isLink && (
          <Field
            label={t('signIn.password')}
            error={fault?.field === 'password' ? fault.sentence : undefined}
          >
            {(props) => (
              <input
                {...props}
                ref={fields.password}
                type="password"
                autoComplete={isNew ? 'new-password' : 'current-password'}
                aria-required="true"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
        )}
        {fault && fault.field === undefined && (
          <p className="field-error" role="alert">
            {fault.sentence}
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
          <Button
            look="quiet"
            onClick={() => {
              setIsNew(!isNew)
              setFault(undefined)
            }}
          >
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
