// A fault of ours in one page leaves the rest of the app standing, and says so.
import { Component, type ReactNode } from 'react'
import { Message } from '../parts/PageState.tsx'
import { t } from '../words/words.ts'

export class FaultBoundary extends Component<
  { readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <Message
        title={t('failure.page')}
        action={{ label: t('action.reload'), do: () => location.reload() }}
      >
        {t('failure.pageSafe')}
      </Message>
    )
  }
}
