// What is kept of a text for searches: its folding, beside what was folded.
import type { Professional } from '../../contract/professional.ts'
import type { Service } from '../../contract/service.ts'
import { fold, specialtyKeys } from '../../contract/values/fold.ts'

/** A text as one line of what is searched in: words are found within a line, never across its end. */
function foldedLine(text: string): string {
  return fold(text).trim().replace(/\s+/gu, ' ')
}

/** What is kept of a professional. */
export function foldedProfessional({
  name,
  headline,
  specialties,
}: Pick<Professional, 'name' | 'specialties'> & { readonly headline?: string | null | undefined }) {
  const told = [name, ...(headline ? [headline] : []), ...specialties]
  return { folded: told.map(foldedLine).join('\n'), specialtyKeys: specialtyKeys(specialties) }
}

/** What is kept of a service. */
export function foldedService({ name }: Pick<Service, 'name'>) {
  return { folded: foldedLine(name) }
}
