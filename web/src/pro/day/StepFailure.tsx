// Why a step that was shown at once was taken back.
import { SendFailure } from '../../parts/PageState.tsx'
import { t } from '../../words/words.ts'
import type { Steps } from './calendar.ts'

export function StepFailure({ steps: { failure } }: { readonly steps: Steps }) {
  if (!failure) return null
  return (
    <SendFailure
      failure={{ ...failure, sentence: t('day.step.takenBack', { why: failure.sentence }) }}
    />
  )
}
