// The command line of `npm run forget-lost`.
import type { Command } from '../command/command.ts'
import { flag, required, text } from '../command/option.ts'
import { parseInstant } from '../../shared/time/instant.ts'

const options = {
  since: required(
    text('INSTANT', 'the second that the database was restored to: 2026-11-24T12:59:00Z'),
  ),
  project: text(
    'ID',
    'a Google Cloud project, with the credentials of gcloud auth application-default login; without it, the local stack that runs',
  ),
  'dry-run': flag('names what is lost, and deletes nothing'),
}

export const FORGET_LOST: Command<typeof options> = {
  name: 'npm run forget-lost',
  does:
    'After a restore: names the bookings whose documents still stand in Firestore and which the restored database does not have, with whom ' +
    'to tell, and deletes these documents, messages in the app and calendars with them. Harmless beside everything that runs.',
  options,
  check: ({ since }) =>
    parseInstant(since) === undefined
      ? `--since takes an instant such as 2026-11-24T12:59:00Z, not "${since}".`
      : undefined,
  examples: [
    [
      'npm run forget-lost -- --since 2026-11-24T12:59:00Z --dry-run',
      'whom to tell, of the local stack',
    ],
    [
      'DATABASE_URL=postgres://me@127.0.0.1:5432/availability npm run forget-lost -- --since 2026-11-24T12:59:00Z --project shop-prod',
      'a deployment’s, through the Cloud SQL Auth Proxy',
    ],
  ],
  more: 'DATABASE_URL  a deployment’s Postgres; docs/runbook.md says how to reach it',
}
