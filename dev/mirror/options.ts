// The command line of `npm run rebuild-mirror`.
import type { Command } from '../command/command.ts'
import { flag, orElse, text, whole } from '../command/option.ts'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

const options = {
  project: text(
    'ID',
    'a Google Cloud project, with the credentials of gcloud auth application-default login; without it, the local stack that runs',
  ),
  after: text('ID', 'goes on behind this professional, as a run that was stopped says'),
  'writes-per-second': orElse(
    whole({ from: 1, to: 10_000 }, 'documents a second at most, once traffic has grown to them'),
    2_000,
  ),
  'dry-run': flag('counts the calendars, and writes nothing'),
}

export const REBUILD: Command<typeof options> = {
  name: 'npm run rebuild-mirror',
  does:
    'Writes the Firestore documents of every professional anew from Postgres, where they differ: after Firestore was lost, or a database ' +
    'restored. Harmless beside everything that runs; Ctrl-C ends it where it can go on.',
  options,
  check: ({ after }) =>
    after === undefined || UUID.test(after)
      ? undefined
      : `--after takes a professionalId, not "${after}".`,
  examples: [
    ['npm run rebuild-mirror', 'the local stack’s'],
    [
      'DATABASE_URL=postgres://me@127.0.0.1:5432/availability npm run rebuild-mirror -- --project=shop-prod',
      'a deployment’s, through the Cloud SQL Auth Proxy',
    ],
  ],
  more:
    'DATABASE_URL  a deployment’s Postgres; docs/runbook.md says how to reach it\n\n' +
    'Firestore’s rule for new traffic is kept: 500 documents a second at first, half\n' +
    'more every five minutes.',
}
