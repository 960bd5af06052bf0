// docs/reference/types.md: everything that has a name in requests and answers, with its fields.
import { type Api, namesOf } from './api.ts'
import { asSentence, boundsOf, rowsOf, toTable, typeOf } from './schema.ts'

/** Named for programs: a page would say the function's own table again. */
const OF_ONE_FUNCTION = /(Request|Answer)$/

/** The whole page. */
export function toTypesPage(api: Api): string {
  const names = namesOf(api, '')
  const sections = Object.entries(api.components.schemas)
    .filter(([name, schema]) => !OF_ONE_FUNCTION.test(name) || schema.properties === undefined)
    .map(([name, schema]) => {
      const rows = rowsOf(schema, names)
      const bounds = boundsOf(schema)
      const value = asSentence(`${typeOf(schema, names)}${bounds === '' ? '' : `; ${bounds}`}`)
      const says = schema.description ?? ''
      return [
        `## ${name}`,
        '',
        ...(says === '' ? [] : [says, '']),
        rows.length > 0 ? toTable(rows, 'optional') : `${value}\n`,
      ].join('\n')
    })
  return [
    '# Types',
    '',
    'What has a name in requests and answers. An app ignores fields that it does',
    'not know: answers may get more of them.',
    '',
    ...sections,
    '---',
    '',
    'Made by `npm run reference` from [openapi.json](../openapi.json); a test compares them.',
    '',
  ].join('\n')
}
