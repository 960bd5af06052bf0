// The five states of a page: loading (and slow), empty, offline, failed, refused; and the page itself.
import { type ReactNode, useEffect, useState } from 'react'
import type { Seen } from '../app/live.ts'
import { useIsOnline } from '../app/online.ts'
import { useViewerZone } from '../app/session.ts'
import { t } from '../words/words.ts'
import { timeIn } from '../words/when.ts'
import { Button } from './Button.tsx'
import { Icon, type IconName } from './Icon.tsx'

interface Action {
  readonly label: string
  readonly do: () => void
}

/** A page's one sentence and its one action, where there is nothing else to show. */
export function Message({
  icon = 'info',
  title,
  children,
  action,
  other,
}: {
  readonly icon?: IconName
  readonly title: string
  readonly children?: ReactNode
  readonly action?: Action
  readonly other?: Action
}) {
  return (
    <section className="message">
      <Icon name={icon} size={40} />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action && <Button onClick={action.do}>{action.label}</Button>}
      {other && (
        <Button look="quiet" onClick={other.do}>
          {other.label}
        </Button>
      )}
    </section>
  )
}

const SLOW_MILLIS = 4_000

/** The page's frame in grey, of its final size. After four seconds it says that it is still loading. */
export function Skeleton({
  children,
  retry,
}: {
  readonly children?: ReactNode
  readonly retry?: () => void
}) {
  const isSlow = useIsLater(SLOW_MILLIS)
  return (
    <div aria-busy="true">
      {isSlow && (
        <div className="notice" role="status">
          <span>{t('state.slow')}</span>
          {retry && (
            <Button look="quiet" onClick={retry}>
              {t('action.retry')}
            </Button>
          )}
        </div>
      )}
      <div className="skeleton" aria-hidden="true">
        {children ?? (
          <>
            <div className="block" style={{ height: 48 }} />
            <div className="block" style={{ height: 120 }} />
            <div className="block" style={{ height: 120 }} />
            <div className="block" style={{ height: 120 }} />
          </>
        )}
      </div>
    </div>
  )
}

function useIsLater(millis: number): boolean {
  const [isLater, setIsLater] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLater(true), millis)
    return () => clearTimeout(timer)
  }, [millis])
  return isLater
}

/** Shows what is seen, or the state that it is in; what is known last stays, dimmed, while there is no connection. */
export function PageState<T>({
  of,
  skeleton,
  isEmpty,
  empty,
  children,
}: {
  readonly of: Seen<T>
  readonly skeleton?: ReactNode
  readonly isEmpty?: (data: T) => boolean
  readonly empty?: ReactNode
  readonly children: (data: T) => ReactNode
}) {
  const zone = useViewerZone()
  // A device with a network may still not reach the service.
  const isOnline = useIsOnline()
  if (of.state === 'denied')
    return (
      <Message icon="eye" title={t('state.denied')}>
        {of.failure?.sentence ?? t('state.deniedWhy')}
      </Message>
    )
  if (of.data === undefined) {
    if (of.state === 'failed')
      return (
        <Failed
          sentence={of.failure?.sentence}
          requestId={of.failure?.requestId}
          retry={of.retry}
        />
      )
    if (of.state === 'offline')
      return (
        <Message
          icon="globe"
          title={t(isOnline ? 'state.unreachable' : 'state.offline')}
          action={{ label: t('action.retry'), do: of.retry }}
        >
          {t(isOnline ? 'state.unreachableNothing' : 'state.offlineNothing')}
        </Message>
      )
    return <Skeleton retry={of.retry}>{skeleton}</Skeleton>
  }
  const isOld = of.state === 'offline'
  return (
    <>
      {isOld && (
        <p className="notice warn" role="status">
          <span>
            {t(isOnline ? 'state.reconnecting' : 'state.offline')}
            {of.asOf && ` ${t('state.asOf', { time: timeIn(zone, of.asOf) })}`}
          </span>
        </p>
      )}
      {of.state === 'failed' && (
        <div className="notice bad" role="alert">
          <span>{of.failure?.sentence ?? t('failure.unknown')}</span>
          <Button look="quiet" onClick={of.retry}>
            {t('action.retry')}
          </Button>
        </div>
      )}
      <div className={isOld ? 'stack dimmed' : 'stack'}>
        {isEmpty?.(of.data) ? empty : children(of.data)}
      </div>
    </>
  )
}

/** What failed, what is safe, and trying again. */
export function Failed({
  sentence,
  requestId,
  retry,
}: {
  readonly sentence?: string | undefined
  readonly requestId?: string | undefined
  readonly retry?: () => void
}) {
  return (
    <section className="message" role="alert">
      <Icon name="info" size={40} />
      <h2>{t('state.failed')}</h2>
      <p>{sentence ?? t('failure.unknown')}</p>
      {retry && <Button onClick={retry}>{t('action.retry')}</Button>}
      {requestId !== undefined && <p className="tiny">{t('state.requestId', { requestId })}</p>}
    </section>
  )
}

/** Why something that was just sent did not work, beside what sent it. */
export function SendFailure({
  failure,
}: {
  readonly failure: { readonly sentence: string; readonly requestId?: string } | undefined
}) {
  if (!failure) return null
  return (
    <div className="notice bad" role="alert">
      <span>
        {failure.sentence}
        {failure.requestId !== undefined && (
          <span className="tiny"> {t('state.requestId', { requestId: failure.requestId })}</span>
        )}
      </span>
    </div>
  )
}
