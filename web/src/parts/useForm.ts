// A form: values over what is saved, errors at their fields before and after sending, drafts that outlive a reload.
import { useEffect, useState } from 'react'
import { type Client, Refusal } from '../../../client/index.ts'
import { type Sending, useSending } from '../app/live.ts'
import { fieldWords } from '../words/field-words.ts'
import { t } from '../words/words.ts'
import {
  changedIn,
  type Errors,
  keepDraft,
  placeErrors,
  type Places,
  readDraft,
  withEdits,
} from './form.ts'

/** What a field needs to be shown and changed. */
export interface Bound<T> {
  readonly value: T
  readonly set: (value: T) => void
  readonly left: () => void
  readonly error: string | undefined
}

export interface Form<V extends object> {
  readonly values: V
  /** What is to be sent: what differs from what is saved. */
  readonly changed: Partial<V>
  readonly isDirty: boolean
  /** What was typed before this page was loaded is shown again. */
  readonly isDraft: boolean
  readonly sending: Sending
  /** Set after saving, until something is typed. */
  readonly isSaved: boolean
  readonly failure: Sending['failure']
  readonly set: (by: Partial<V>) => void
  readonly of: <K extends keyof V & string>(name: K) => Bound<V[K]>
  /** Whether all fields are right; shows what is wrong, and goes to the first of it. */
  readonly isReady: () => boolean
  /** Sends something about the form; what is refused is shown at its field. */
  readonly send: <T>(command: (client: Client) => Promise<T>) => Promise<T | undefined>
  /** What was typed is saved: it is what the fields are compared with from now on. */
  readonly saved: () => void
  readonly discard: () => void
}

interface State<V> {
  readonly edits: Partial<V>
  readonly left: readonly string[]
  readonly isTried: boolean
  readonly refused: Errors<V>
  readonly isDraft: boolean
  readonly isSaved: boolean
  /** What was saved over what was saved before, until that arrives from the server. */
  readonly over?: { readonly before: string; readonly values: Partial<V> }
}

/** A form by its name: that is how its draft is found again. `check` says what is wrong with values, in words. */
export function useForm<V extends object>({
  name,
  saved: arrived,
  check,
  places,
}: {
  readonly name: string
  readonly saved: V
  readonly check: (values: V) => Errors<V>
  readonly places: Places<V>
}): Form<V> {
  const sending = useSending()
  const [state, setState] = useState<State<V>>(() => {
    const edits = changedIn(arrived, readDraft(sessionStorage, name, arrived))
    const isDraft = Object.keys(edits).length > 0
    return { edits, left: [], isTried: isDraft, refused: {}, isDraft, isSaved: false }
  })
  const { over } = state
  const saved = over?.before === JSON.stringify(arrived) ? withEdits(arrived, over.values) : arrived
  const values = withEdits(saved, state.edits)
  const changed = changedIn(saved, state.edits)
  const isDirty = Object.keys(changed).length > 0
  useEffect(() => keepDraft(sessionStorage, name, changed))
  const wrong = check(values)
  const set = (by: Partial<V>) => {
    sending.clear()
    setState((before) => {
      const typed = Object.fromEntries(Object.keys(by).map((key) => [key, undefined]))
      const refused: Errors<V> = { ...before.refused, ...typed }
      return { ...before, refused, edits: { ...before.edits, ...by }, isSaved: false }
    })
  }
  return {
    values,
    changed,
    isDirty,
    isDraft: state.isDraft && isDirty,
    sending,
    isSaved: state.isSaved && !isDirty,
    failure:
      Object.values(state.refused).some((one) => one !== undefined) && sending.failure
        ? { kind: 'refused', sentence: t('form.look') }
        : sending.failure,
    set,
    of: (key) => {
      const isShown = state.isTried || state.left.includes(key)
      const refused = state.refused[key]
      return {
        value: values[key],
        // One field's value is a part of all values; TypeScript does not see it through the computed key.
        set: (value) => set({ [key]: value } as unknown as Partial<V>),
        left: () => setState((before) => ({ ...before, left: [...before.left, key] })),
        error: refused === undefined ? (isShown ? wrong[key] : undefined) : fieldWords(refused),
      }
    },
    isReady: () => {
      setState((before) => ({ ...before, isTried: true }))
      const isReady = Object.values(wrong).every((one) => one === undefined)
      if (!isReady) setTimeout(goToFirstWrong, 0)
      return isReady
    },
    send: (command) =>
      sending.send(async (client) => {
        try {
          return await command(client)
        } catch (error) {
          if (error instanceof Refusal && error.errors.length > 0) {
            const { errors: refused } = placeErrors(error.errors, places)
            setState((before) => ({ ...before, refused }))
            setTimeout(goToFirstWrong, 0)
          }
          throw error
        }
      }),
    saved: () =>
      setState((before) => ({
        ...before,
        over: { before: JSON.stringify(arrived), values: { ...over?.values, ...changed } },
        edits: {},
        isTried: false,
        left: [],
        isSaved: true,
      })),
    discard: () => {
      sending.clear()
      const clean = { edits: {}, left: [], isTried: false, refused: {} }
      setState((before) => ({ ...before, ...clean, isDraft: false, isSaved: false }))
    },
  }
}

/** Puts the focus on the first field that is wrong. */
function goToFirstWrong(): void {
  const WRONG = '[aria-invalid="true"]'
  // A sheet stands above the page, and beside it in the document.
  const field =
    document.querySelector<HTMLElement>(`[role="dialog"] ${WRONG}`) ??
    document.querySelector<HTMLElement>(`main ${WRONG}`)
  field?.focus()
  field?.scrollIntoView({ block: 'center' })
}
