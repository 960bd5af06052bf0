// docs/reference/messages.md: what is published of a calendar's changes, from docs/asyncapi.json.
import * as z from 'zod'
import { type Names, rowsOf, type Schema, toTable } from './schema.ts'

const schema = z.custom<Schema>((value) => typeof value === 'object' && value !== null)
const Described = z.object({
  info: z.object({ description: z.string() }),
  components: z.object({
    messages: z.record(z.string(), z.object({ name: z.string(), summary: z.string() })),
    schemas: z.object({ Change: schema, Attributes: schema }).catchall(schema),
  }),
})

const lastOf = (ref: string): string => ref.split('/').at(-1) ?? ''

/** The whole page, from the text of docs/asyncapi.json. */
export function toMessagesPage(text: string): string {
  const { info, components } = Described.parse(JSON.parse(text))
  const names: Names = {
    find: (ref) => components.schemas[lastOf(ref)] ?? {},
    write: (ref) => `[${lastOf(ref)}](types.md#${lastOf(ref).toLowerCase()})`,
  }
  return [
    '# Change messages',
    '',
    info.description,
    '',
    'How a program hears of them: [Hear of every change](../guides/consume-changes.md). As AsyncAPI: [asyncapi.json](../asyncapi.json).',
    '',
    '## Types',
    '',
    '| Type | What happened |',
    '|---|---|',
    ...Object.values(components.messages).map(
      ({ name, summary }) => `| \`${name}\` | ${summary} |`,
    ),
    '',
    '## Data',
    '',
    toTable(rowsOf(components.schemas.Change, names), 'optional'),
    '## Attributes',
    '',
    toTable(rowsOf(components.schemas.Attributes, names), 'optional'),
    '---',
    '',
    'Made by `npm run reference` from [asyncapi.json](../asyncapi.json), which is made from `shared/contract/messages/`; a test compares them.',
    '',
  ].join('\n')
}
