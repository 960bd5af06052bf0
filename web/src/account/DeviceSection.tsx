// The devices that are pushed to: each can be taken out, and this browser put in.
import { useState } from 'react'
import type { Account } from '../../../client/index.ts'
import { begin } from '../app/begin.ts'
import { connect } from '../app/backend.ts'
import { useSending } from '../app/live.ts'
import { refreshAccount, hereNow, useViewerZone } from '../app/session.ts'
import { Button } from '../parts/Button.tsx'
import { SendFailure } from '../parts/PageState.tsx'
import { shortDayIn } from '../words/when.ts'
import { type Key, t } from '../words/words.ts'
import { forgetToken, registeredToken, registerThisDevice } from './device.ts'
import { askForPush } from './push.ts'

type Device = Account['devices'][number]

const WORDS: Record<Device['platform'], Key> = {
  web: 'account.deviceWeb',
  ios: 'account.deviceIos',
  android: 'account.deviceAndroid',
}

export function DeviceSection({
  account,
  vapidKey,
}: {
  readonly account: Account
  readonly vapidKey: string | undefined
}) {
  const sending = useSending()
  const zone = useViewerZone()
  const takeOut = async ({ deviceId, platform }: Device) => {
    const answer = await sending.send(({ call }) => call.unregisterDevice({ deviceId }))
    if (!answer) return
    if (platform === 'web') forgetToken()
    await refreshAccount()
  }
  return (
    <section className="stack-tight">
      <h3>{t('account.devices')}</h3>
      {account.devices.length === 0 && <p className="small muted">{t('account.noDevices')}</p>}
      <ul className="stack-tight">
        {account.devices.map((device) => (
          <li key={device.deviceId} className="spread">
            <span>
              {t(WORDS[device.platform])}{' '}
              <span className="small muted">
                {t('account.deviceSince', { date: shortDayIn(zone, new Date(device.createdAt)) })}
              </span>
            </span>
            <Button look="quiet" onClick={() => begin(takeOut(device))}>
              {t('action.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <SendFailure failure={sending.failure} />
      <PushHere vapidKey={vapidKey} />
    </section>
  )
}

/** Asked by a button alone: browsers remember who was asked at the wrong moment. */
function PushHere({ vapidKey }: { readonly vapidKey: string | undefined }) {
  const [told, setTold] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  if (registeredToken() !== undefined) return null
  if (vapidKey === undefined) return <p className="small muted">{t('account.pushOff')}</p>
  const put = async () => {
    setIsBusy(true)
    setTold(undefined)
    try {
      const { firebase, client } = await connect()
      const token = await askForPush(firebase.app, vapidKey)
      if (token === undefined) setTold(t('account.pushDenied'))
      else await registerThisDevice(client, token, hereNow().locale)
      await refreshAccount()
    } catch {
      setTold(t('account.pushFailed'))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <div className="stack-tight">
      <Button look="secondary" isBusy={isBusy} onClick={() => begin(put())}>
        {t('account.pushHere')}
      </Button>
      <p role="status" className="small muted">
        {told}
      </p>
    </div>
  )
}
