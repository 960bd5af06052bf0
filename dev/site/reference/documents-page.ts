// docs/reference/documents.md: what apps listen to in Firestore, from docs/documents.json.
import * as z from 'zod'
import { asSentence, boundsOf, type Names, rowsOf, type Schema, toTable, typeOf } from './schema.ts'

const Described = z.object({
  description: z.string(),
  documents: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      readBy: z.string(),
      existence: z.string(),
      content: z.object({ $ref: z.string() }),
    }),
  ),
  $defs: z.record(
    z.string(),
    z.custom<Schema>((value) => typeof value === 'object' && value !== null),
  ),
})

const lastOf = (ref: string): string => ref.split('/').at(-1) ?? ''

/** `ProfessionalDocument` as a heading: `Professional document`. */
const spaced = (name: string): string =>
  asSentence(name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).slice(
    0,
    -1,
  )

/** The whole page, from the text of docs/documents.json. */
export function toDocumentsPage(text: string): string {
  const { description, documents, $defs } = Described.parse(JSON.parse(text))
  const names: Names = {
    find: (ref) => $defs[lastOf(ref)] ?? {},
    write: (ref) => `[${lastOf(ref)}](#${lastOf(ref).toLowerCase()})`,
  }
  const sections = documents.map(({ name, path, readBy, existence, content }) =>
    [
      `## ${spaced(name)}`,
      '',
      `\`${path}\``,
      '',
      [$defs[name]?.description ?? '', asSentence(existence)].filter((one) => one !== '').join(' '),
      '',
      `**Who may read:** ${readBy}`,
      '',
      toTable(rowsOf(content, names), 'optional'),
    ].join('\n'),
  )
  const own = new Set(documents.map(({ name }) => name))
  const things = Object.entries($defs)
    .filter(([name]) => !own.has(name))
    .map(([name, schema]) => {
      const rows = rowsOf(schema, names)
      const bounds = boundsOf(schema)
      const value = asSentence(`${typeOf(schema, names)}${bounds === '' ? '' : `; ${bounds}`}`)
      const says = schema.description === undefined ? [] : [schema.description, '']
      return [
        `### ${name}`,
        '',
        ...says,
        rows.length > 0 ? toTable(rows, 'optional') : `${value}\n`,
      ].join('\n')
    })
  return [
    '# Firestore documents',
    '',
    description,
    '',
    'As JSON Schema: [documents.json](../documents.json).',
    '',
    ...sections,
    '## Queries that have an index',
    '',
    '- days by a range of `date`;',
    "- professionals `where('soonest', '>=', now).orderBy('soonest')`, the same with `array-contains` on `specialtyKeys`, and with `active`;",
    "- bookings and agenda by a range of `start`, and by `status in …` with `orderBy('start')`;",
    '- notifications by `createdAt`, and by `readAt == null`.',
    '',
    '## What the types are',
    '',
    ...things,
    '---',
    '',
    'Made by `npm run reference` from [documents.json](../documents.json), which is made from `shared/contract/documents/`; a test compares them.',
    '',
  ].join('\n')
}
