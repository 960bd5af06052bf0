// What has just happened, over the page's lower edge, so that nothing moves. Good news goes by itself; bad news stays.
import { useEffect } from 'react'
import { Icon } from '../../parts/Icon.tsx'
import { t } from '../../words/words.ts'

const SHOWN_MILLIS = 8_000

export function Toast({
  toast,
  close,
}: {
  readonly toast: { readonly text: string; readonly isBad?: true } | undefined
  readonly close: () => void
}) {
  useEffect(() => {
    if (!toast || toast.isBad) return undefined
    const timer = setTimeout(close, SHOWN_MILLIS)
    return () => clearTimeout(timer)
    // A new toast has its own time; who draws the page again does not lengthen it.
  }, [toast])
  return (
    <div className="agenda-toast" role={toast?.isBad ? 'alert' : 'status'}>
      {toast && (
        <div className={toast.isBad ? 'notice bad' : 'notice good'}>
          <span>{toast.text}</span>
          <button
            type="button"
            className="icon-button"
            aria-label={t('action.close')}
            onClick={close}
          >
            <Icon name="close" size={20} />
          </button>
        </div>
      )}
    </div>
  )
}
