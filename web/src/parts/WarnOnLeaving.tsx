// Asks before a page with unsaved changes is left: by a link, by back, by closing the window.
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { t } from '../words/words.ts'
import { Button } from './Button.tsx'
import { Sheet } from './Sheet.tsx'

const MARK = 'unsaved'

const isMarked = (): boolean => {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null && MARK in state
}

export function WarnOnLeaving({
  isDirty,
  discard,
}: {
  readonly isDirty: boolean
  readonly discard: () => void
}) {
  const [leaving, setLeaving] = useState<{ readonly to: string | undefined }>()
  const [, navigate] = useLocation()
  const isLeft = useRef(false)
  useEffect(() => {
    if (!isDirty) return undefined
    isLeft.current = false
    // One more entry of the same address: going back ends on the page itself, where it can be asked.
    if (!isMarked()) history.pushState({ [MARK]: true }, '')
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      const { target } = event
      const link = target instanceof Element ? target.closest('a[href]') : null
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank') return
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      if (link.origin !== location.origin || link.pathname === location.pathname) return
      event.preventDefault()
      event.stopPropagation()
      const to = link.pathname + link.search + link.hash
      setLeaving({ to })
    }
    const onBack = () => {
      if (isLeft.current || isMarked()) return
      history.pushState({ [MARK]: true }, '')
      setLeaving({ to: undefined })
    }
    addEventListener('beforeunload', onUnload)
    addEventListener('popstate', onBack)
    document.addEventListener('click', onClick, true)
    return () => {
      removeEventListener('beforeunload', onUnload)
      removeEventListener('popstate', onBack)
      document.removeEventListener('click', onClick, true)
      if (isMarked() && !isLeft.current) history.back()
    }
  }, [isDirty])
  return (
    <Sheet
      isOpen={leaving !== undefined}
      title={t('form.leave')}
      onClose={() => setLeaving(undefined)}
    >
      <div className="stack">
        <p>{t('form.leaveWhy')}</p>
        <Button onClick={() => setLeaving(undefined)}>{t('form.stay')}</Button>
        <Button
          look="danger"
          onClick={() => {
            isLeft.current = true
            if (leaving?.to === undefined) history.go(-2)
            else navigate(leaving.to, { replace: isMarked() })
            discard()
          }}
        >
          {t('form.leaveNow')}
        </Button>
      </div>
    </Sheet>
  )
}
