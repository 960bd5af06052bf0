// Erasing the account: what goes and what stays is said, a word is typed, upcoming bookings are named.
import { type SubmitEvent, useState } from 'react'
import { Refusal } from '../../../client/index.ts'
import { begin } from '../app/begin.ts'
import { useSending } from '../app/live.ts'
import { Button } from '../parts/Button.tsx'
import { Field } from '../parts/Field.tsx'
import { Message, SendFailure } from '../parts/PageState.tsx'
import { signOutHere } from '../sign-in/sign-out.ts'
import { t } from '../words/words.ts'

const SEEN_MILLIS = 4_000

export function Erasing({ isOwner }: { readonly isOwner: boolean }) {
  const sending = useSending()
  const [isAsking, setIsAsking] = useState(false)
  const [isErased, setIsErased] = useState(false)
  const [word, setWord] = useState('')
  const [cancelBookings, setCancelBookings] = useState(false)
  const upcoming =
    sending.error instanceof Refusal && sending.error.reason === 'not-changeable'
      ? (sending.error.errors ?? [])
      : []
  const isReady =
    word.trim().toLowerCase() === t('account.word') && (upcoming.length === 0 || cancelBookings)
  const erase = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!isReady) return
    const answer = await sending.send(({ call }) =>
      call.eraseAccount({ confirm: 'erase', cancelBookings }),
    )
    if (!answer) return
    setIsErased(true)
    setTimeout(() => begin(signOutHere('/')), SEEN_MILLIS)
  }
  if (isErased)
    return (
      <Message icon="check" title={t('account.erased')}>
        {t('account.erasedWhy')}
      </Message>
    )
  if (!isAsking)
    return (
      <Button look="danger" onClick={() => setIsAsking(true)}>
        {t('account.erase')}
      </Button>
    )
  return (
    <form className="stack" onSubmit={(event) => begin(erase(event))}>
      <h3>{t('account.erase')}</h3>
      <p>{t('account.eraseWhat')}</p>
      {isOwner && <p>{t('account.eraseOwner')}</p>}
      {upcoming.length > 0 ? (
        <div className="notice warn">
          <div className="stack-tight">
            <p>{t('account.eraseUpcoming')}</p>
            <ul>
              {upcoming.map(({ path, message }) => (
                <li key={path}>{message}</li>
              ))}
            </ul>
            <label className="row">
              <input
                type="checkbox"
                checked={cancelBookings}
                onChange={(event) => setCancelBookings(event.target.checked)}
              />
              <span>{t('account.eraseCancel')}</span>
            </label>
          </div>
        </div>
      ) : (
        <SendFailure failure={sending.failure} />
      )}
      <Field label={t('account.eraseWord', { word: t('account.word') })}>
        {(props) => (
          <input
            {...props}
            autoComplete="off"
            autoCapitalize="none"
            value={word}
            onChange={(event) => setWord(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button look="danger" type="submit" disabled={!isReady} isBusy={sending.isSending}>
          {t('account.eraseGo')}
        </Button>
        <Button look="secondary" onClick={() => setIsAsking(false)}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  )
}
