// A section of what can be added, changed and removed one by one: dates with hours of their own, time off.
import { type ReactNode, useState } from 'react'
import type { Client } from '../../../../../client/index.ts'
import { begin } from '../../../app/begin.ts'
import { useSending } from '../../../app/live.ts'
import { Button } from '../../../parts/Button.tsx'
import { Icon } from '../../../parts/Icon.tsx'
import { SendFailure } from '../../../parts/PageState.tsx'
import { Sheet } from '../../../parts/Sheet.tsx'
import { t } from '../../../words/words.ts'

/** How one of them is shown in the list. */
export interface Entry {
  readonly key: string
  readonly name: string
  readonly note: string | undefined
  /** Says to a screen reader what is removed. */
  readonly removeLabel: string
}

export function EditableSection<T>({
  id,
  title,
  why,
  add,
  change,
  all,
  entryOf,
  remove,
  refresh,
  form,
}: {
  readonly id: string
  readonly title: string
  readonly why: string
  /** What the button that adds one says, and the sheet that it opens. */
  readonly add: string
  /** What the sheet says that changes one. */
  readonly change: string
  readonly all: readonly T[]
  readonly entryOf: (one: T) => Entry
  readonly remove: (client: Client, one: T) => Promise<{ readonly revision: number }>
  readonly refresh: (revision: number) => void
  /** The form of one, or of a new one; `done` when it is saved. */
  readonly form: (one: T | undefined, done: (revision: number) => void) => ReactNode
}) {
  const [editing, setEditing] = useState<{ readonly one: T | undefined }>()
  const sending = useSending()
  const close = () => setEditing(undefined)
  const removeOne = async (one: T) => {
    const answer = await sending.send((client) => remove(client, one))
    if (answer) refresh(answer.revision)
  }
  return (
    <section className="card section" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p className="muted">{why}</p>
      <SendFailure failure={sending.failure} />
      {all.length > 0 && (
        <ul className="setup-list">
          {all.map((one) => {
            const { key, name, note, removeLabel } = entryOf(one)
            return (
              <li key={key}>
                <span>
                  <strong className="numbers">{name}</strong>
                  {note !== undefined && <span className="muted small">{note}</span>}
                </span>
                <Button look="quiet" onClick={() => setEditing({ one })}>
                  {t('action.change')}
                </Button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={removeLabel}
                  onClick={() => begin(removeOne(one))}
                >
                  <Icon name="trash" size={20} />
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <Button look="secondary" className="setup-add" onClick={() => setEditing({ one: undefined })}>
        <Icon name="plus" size={20} />
        {add}
      </Button>
      <Sheet
        isOpen={editing !== undefined}
        title={editing?.one === undefined ? add : change}
        onClose={close}
      >
        {editing &&
          form(editing.one, (revision) => {
            refresh(revision)
            close()
          })}
      </Sheet>
    </section>
  )
}
