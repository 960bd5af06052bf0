// The pages of docs/reference that are made from code, by their paths.
import { readText } from '../tree.ts'
import { readApi } from './api.ts'
import { toDocumentsPage } from './documents-page.ts'
import { drawFlow } from '../drawings/flow.ts'
import { siteStyles } from '../drawings/svg.ts'
import { drawRace } from '../drawings/race.ts'
import { drawScale } from '../drawings/scale.ts'
import { drawStatuses } from '../drawings/statuses.ts'
import { drawSustained } from '../drawings/sustained.ts'
import { readExamples } from './examples.ts'
import { toFunctionsPage } from './functions-page.ts'
import { toMessagesPage } from './messages-page.ts'
import { toReasonsPage } from './reasons-page.ts'
import { toStatusesPage } from './statuses-page.ts'
import { toTypesPage } from './types-page.ts'

/** Makes all of them; the descriptions in docs/ must be as the code is. */
export function makeReference(): Readonly<Record<string, string>> {
  const api = readApi(readText('docs/openapi.json'))
  return {
    'docs/reference/functions.md': toFunctionsPage(
      api,
      readExamples(readText('docs/examples.json')),
    ),
    'docs/reference/types.md': toTypesPage(api),
    'docs/reference/reasons.md': toReasonsPage(),
    'docs/reference/statuses.md': toStatusesPage(),
    'docs/reference/documents.md': toDocumentsPage(readText('docs/documents.json')),
    'docs/reference/messages.md': toMessagesPage(readText('docs/asyncapi.json')),
    'dev/site/.vitepress/theme/drawings.css': `/* Made by npm run reference from dev/site/drawings/svg.ts. */\n${siteStyles()}`,
    'docs/drawings/flow.svg': drawFlow(),
    'docs/drawings/race.svg': drawRace(),
    'docs/drawings/scale.svg': drawScale(),
    'docs/drawings/statuses.svg': drawStatuses(),
    'docs/drawings/sustained.svg': drawSustained(readText('docs/sustained.json')),
  }
}
