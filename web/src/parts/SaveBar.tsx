// The one button of a form, at the bottom edge: what is unsaved, how saving goes, what kept it from being saved.
import { t } from '../words/words.ts'
import { Button } from './Button.tsx'
import { SendFailure } from './PageState.tsx'
import type { Form } from './useForm.ts'
import { WarnOnLeaving } from './WarnOnLeaving.tsx'

export function SaveBar<V extends object>({
  form,
  label,
  isNew = false,
}: {
  readonly form: Form<V>
  readonly label?: string
  /** Nothing is saved yet: there is something to save before anything is typed. */
  readonly isNew?: boolean
}) {
  const { isDirty, isSaved, sending, failure } = form
  const isIdle = !isDirty && !isNew && !isSaved && !failure && !sending.isSending
  return (
    <div className={isIdle ? 'save-bar idle' : 'save-bar'}>
      {!isIdle && (
        <>
          <SendFailure failure={failure} />
          <div className="row">
            <Button
              type="submit"
              isBusy={sending.isSending}
              aria-disabled={(!isDirty && !isNew) || undefined}
            >
              {label ?? t('action.save')}
            </Button>
            {isDirty && !isNew && !sending.isSending && (
              <Button look="quiet" onClick={form.discard}>
                {t('form.discard')}
              </Button>
            )}
            <span className="muted small save-state">{stateWords(form, isNew)}</span>
          </div>
        </>
      )}
      <span className="sr-only" role="status">
        {isSaved && t('form.saved')}
      </span>
      <WarnOnLeaving isDirty={isDirty} discard={form.discard} />
    </div>
  )
}

function stateWords<V extends object>(form: Form<V>, isNew: boolean): string {
  if (form.sending.isSending) return t('form.saving')
  if (form.isSaved) return t('form.saved')
  if (form.isDraft) return t('form.draft')
  return form.isDirty && !isNew ? t('form.unsaved') : ''
}
