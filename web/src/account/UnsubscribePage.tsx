// Behind the link in every mail: a button, since mail programs open links by themselves. Nobody has to sign in.
import type { PageProps } from '../app/route.ts'
import { begin } from '../app/begin.ts'
import { useSending } from '../app/live.ts'
import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Message, SendFailure } from '../parts/PageState.tsx'
import { t } from '../words/words.ts'

export function Page({ params: { token = '' } }: PageProps) {
  const sending = useSending()
  const [isDone, setIsDone] = useState(false)
  const stop = async () => {
    if (await sending.send(({ call }) => call.unsubscribe({ token }))) setIsDone(true)
  }
  if (sending.failure?.kind === 'denied')
    return (
      <Message icon="mail" title={t('guest.gone')}>
        {t('guest.goneWhy')}
      </Message>
    )
  if (isDone)
    return (
      <Message icon="check" title={t('unsubscribe.done')}>
        {t('unsubscribe.doneWhy')}
      </Message>
    )
  return (
    <section className="message">
      <Icon name="mail" size={40} />
      <h2>{t('unsubscribe.title')}</h2>
      <p>{t('unsubscribe.why')}</p>
      <Button isBusy={sending.isSending} onClick={() => begin(stop())}>
        {t('unsubscribe.go')}
      </Button>
      <SendFailure failure={sending.failure} />
    </section>
  )
}
