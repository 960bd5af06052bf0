// How a tool that reads Postgres and Firestore comes to both: those of the local stack that runs, or of a deployment.
import { findRunningStack } from '../stack-file.ts'

/** Settings of a world. @throws in a sentence that says what to do */
export function settingsFor(project: string | undefined): Record<string, string> {
  if (project !== undefined) {
    const database = process.env['DATABASE_URL']
    if (database === undefined)
      throw new Error(
        'Set DATABASE_URL to the Postgres of the deployment: docs/runbook.md says how to reach it.',
      )
    return { GOOGLE_CLOUD_PROJECT: project, DATABASE_URL: database }
  }
  const stack = findRunningStack()
  if (!stack)
    throw new Error(
      'The local stack does not run: start it with `npm run dev`, or say --project and DATABASE_URL of the deployment that is meant.',
    )
  process.env['METADATA_SERVER_DETECTION'] = 'none' // else Google's client first looks for one
  return {
    GOOGLE_CLOUD_PROJECT: stack.projectId,
    DATABASE_URL: stack.database,
    FIRESTORE_EMULATOR_HOST: stack.firestoreHost,
  }
}
