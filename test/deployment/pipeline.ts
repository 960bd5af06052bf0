// The scripts in the steps of a pipeline, as Cloud Build gives them to the shell.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

interface Step {
  readonly id: string
  /** Folder below the workspace. */
  readonly folder: string
  /** The script, for the project `p` and the release 2026-01; undefined for a step that runs one command of ours. */
  readonly script: string | undefined
}

/** All steps of a file, in their order. */
export const stepsOf = (file: string): readonly Step[] =>
  readFileSync(join(root, file), 'utf8')
    .split(/\n {2}- id: /)
    .slice(1)
    .map((text) => {
      const script = /- \|\n((?: {8}.*\n|\n)+)/.exec(`${text}\n`)?.[1]
      return {
        id: /^\S+/.exec(text)?.[0] ?? '',
        folder: /^ {4}dir: (\S+)/m.exec(text)?.[1] ?? '.',
        script: script
          ?.replaceAll('$PROJECT_ID', 'p')
          .replaceAll('$BUILD_ID', 'b1')
          .replaceAll('${_ENV}', 'dev')
          .replaceAll('${_REGION}', 'europe-west1')
          .replaceAll('${_RELEASE}', '2026-01')
          .replaceAll('$$', '$'),
      }
    })

/**
 * The script of one step.
 *
 * @throws where the file has no such step, or no script in it
 */
export const scriptOf = (file: string, step: string): string => {
  const script = stepsOf(file).find(({ id }) => id === step)?.script
  if (script === undefined) throw new Error(`${file} has no script in its step ${step}`)
  return script
}
