// Hours and time off are asked about before they are saved: whoever has bookings that no longer fit sees them, and says so again.
import { type SubmitEvent, useState } from 'react'
import type { Client } from '../../../../client/index.ts'
import { begin } from '../../app/begin.ts'
import type { Form } from '../../parts/useForm.ts'
import type { Conflicts } from './ConflictSheet.tsx'

export interface AskingFirst {
  /** What does not fit, once it was asked and until it is saved or left. */
  readonly found: Conflicts | undefined
  readonly back: () => void
  /** Asks, and saves at once where everything fits; saves what was asked about before. */
  readonly submit: (event?: SubmitEvent) => void
}

/** Sends a form in two steps: `ask` changes nothing, `save` does. */
export function useAskingFirst<V extends object>(
  form: Pick<Form<V>, 'isReady' | 'send'>,
  steps: {
    readonly ask: (client: Client) => Promise<Conflicts>
    readonly save: (client: Client) => Promise<{ readonly revision: number }>
    readonly done: (revision: number) => void
  },
): AskingFirst {
  const [found, setFound] = useState<Conflicts>()
  const save = async () => {
    const answer = await form.send(steps.save)
    if (!answer) return
    setFound(undefined)
    steps.done(answer.revision)
  }
  const ask = async () => {
    if (!form.isReady()) return
    const answer = await form.send(steps.ask)
    if (!answer) return
    if (answer.conflictCount > 0) setFound(answer)
    else await save()
  }
  return {
    found,
    back: () => setFound(undefined),
    submit(event) {
      event?.preventDefault()
      begin(found ? save() : ask())
    },
  }
}
