// Texts as searches compare them.
import { fold as foldText } from '../shared/contract/values/fold.ts'

/** A text as the system's searches compare it: `specialtyKeys` of documents are folded so. Neither case nor accents count. */
export function fold(text: string): string {
  return foldText(text)
}
