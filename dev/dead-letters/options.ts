// The command line of `npm run replay-dead-letters`.
import type { Command, Values } from '../command/command.ts'
import { flag, many, orElse, text, whole } from '../command/option.ts'
import type { Wanted } from './replay.ts'

export interface Options extends Wanted {
  /** Unset: the local stack. */
  readonly deployment?: { readonly project: string; readonly region: string }
}

const options = {
  'dry-run': flag('shows them only'),
  limit: orElse(whole({ from: 1, to: 1000 }, 'so many at once'), 100),
  forget: many(text('ID', 'takes this one away unread, and replays none')),
  project: text(
    'ID',
    'a Google Cloud project, with the credentials of gcloud auth application-default login; without it, the local stack that runs',
  ),
  region: text('NAME', 'where its topics are'),
}

export const REPLAY: Command<typeof options> = {
  name: 'npm run replay-dead-letters',
  does: 'Shows the dead letters that wait, and hands each in again for the function that failed it.',
  options,
  check: ({ project, region }) =>
    (project === undefined) === (region === undefined)
      ? undefined
      : '--project and --region go together: topics take nothing from elsewhere.',
  examples: [
    [
      'npm run replay-dead-letters -- --project=shop-prod --region=europe-west3 --dry-run',
      'what waits in production',
    ],
    [
      'npm run replay-dead-letters -- --project=shop-prod --region=europe-west3 --limit=10',
      'the first ten of it again',
    ],
  ],
}

/** What was said, as the replay wants it. */
export function toOptions({ project, region, ...said }: Values<typeof options>): Options {
  return {
    limit: said.limit,
    isDry: said['dry-run'],
    forget: said.forget,
    ...(project !== undefined && region !== undefined && { deployment: { project, region } }),
  }
}
