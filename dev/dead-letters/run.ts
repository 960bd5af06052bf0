// Shows the dead letters of the local stack or of a deployment, and hands them in again.
import type { PubSub } from '@google-cloud/pubsub'
import { openGoogleClient } from '../../shared/messaging/google-client.ts'
import type { Pubsub } from '../../shared/messaging/message.ts'
import { openBox } from './box.ts'
import type { Options } from './options.ts'
import { type Replayed, replayDeadLetters } from './replay.ts'
import { findRunningStack } from '../stack-file.ts'

function findPlace({ deployment }: Options): Pubsub {
  if (deployment) {
    const { project, region } = deployment
    return { projectId: project, baseUrl: `https://${region}-pubsub.googleapis.com` }
  }
  const stack = findRunningStack()
  if (!stack)
    throw new Error(
      'The local stack does not run: start it with `npm run dev`, ' +
        'or say --project and --region of the deployment that is meant.',
    )
  process.env.METADATA_SERVER_DETECTION = 'none' // else Google's client first looks for one
  return { projectId: stack.projectId, baseUrl: `http://${stack.pubsubHost}` }
}

/** Fails here, in a sentence, and not in a stub that nobody holds. */
async function checkCredentials({ auth }: PubSub): Promise<void> {
  try {
    await auth.getClient()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `Google does not know who asks: gcloud auth application-default login (${why})`,
      {
        cause,
      },
    )
  }
}

function toSentence({ found, replayed, forgotten }: Replayed, { isDry }: Options): string {
  if (isDry) return `Dead letters: ${found}; nothing was done (--dry-run).`
  const stay = found - replayed - forgotten
  return `Dead letters: ${found}; handed in again: ${replayed}, forgotten: ${forgotten}, staying: ${stay}.`
}

/** Does it, and says a line for each letter. */
export async function run(options: Options): Promise<void> {
  const place = findPlace(options)
  const client = openGoogleClient(place)
  if (options.deployment) await checkCredentials(client)
  const box = await openBox(client)
  try {
    const done = await replayDeadLetters(box, options, Date.now(), (line) => console.log(line))
    console.log(toSentence(done, options))
    const unknown = options.forget.length - done.forgotten
    if (!options.isDry && unknown > 0) throw new Error(`${unknown} of --forget were not found.`)
  } finally {
    await box.close()
    await client.close()
  }
}
