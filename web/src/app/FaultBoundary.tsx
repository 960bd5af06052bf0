// A fault of ours in one page leaves the rest of the app standing, and says so; so does what did not arrive, which is none.
import { Component, type ReactNode, useEffect, useRef } from 'react'
import { Message } from '../parts/PageState.tsx'
import { t } from '../words/words.ts'
import { isNotLoaded } from './not-loaded.ts'
import { useIsOnline } from './online.ts'

const reload = () => location.reload()

type State =
  | { readonly kind: 'fine' }
  | { readonly kind: 'fault' }
  | { readonly kind: 'not-loaded' }

export class FaultBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { kind: 'fine' }

  static getDerivedStateFromError(error: unknown): State {
    return { kind: isNotLoaded(error) ? 'not-loaded' : 'fault' }
  }

  override render() {
    switch (this.state.kind) {
      case 'fine':
        return this.props.children
      case 'not-loaded':
        return <NotLoaded />
      case 'fault':
        return (
          <Message title={t('failure.page')} action={{ label: t('action.reload'), do: reload }}>
            {t('failure.pageSafe')}
          </Message>
        )
    }
  }
}

/** Offline there is nothing to do but wait: it comes by itself then. */
function NotLoaded() {
  const isOnline = useIsOnline()
  const wasOffline = useRef(!isOnline)
  useEffect(() => {
    if (isOnline && wasOffline.current) reload()
    wasOffline.current = !isOnline
  }, [isOnline])
  if (!isOnline)
    return (
      <Message icon="globe" title={t('state.offline')}>
        {t('state.offlinePage')}
      </Message>
    )
  return (
    <Message
      icon="globe"
      title={t('state.failed')}
      action={{ label: t('action.reload'), do: reload }}
    >
      {t('failure.pageSafe')}
    </Message>
  )
}
