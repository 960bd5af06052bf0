// A plugin of esbuild: Google's clients without what no function uses, which a cold start would read and build. They carry every
// message of a service twice: as code, and as a description from which it is built at the first call (docs/performance.md).
import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'
import { type Proto, pruneProtos } from './prune-protos.ts'

/** Messages as code: exported to whoever wants them, and read by nobody else but operations that run for long. */
const CODE =
  /node_modules\/(@google-cloud\/pubsub\/build\/protos\/protos|google-gax\/build\/protos\/(iam_service|locations|operations))\.js$/

/** Descriptions, and the services that are called. Each client of a service has one for access rights beside it. */
const DESCRIPTIONS = [
  [/@google-cloud\/pubsub\/build\/protos\/protos\.json$/, 'google.pubsub.v1.Publisher'],
  [/google-gax\/build\/protos\/iam_service\.json$/, 'google.iam.v1.IAMPolicy'],
] as const

/** Whatever is left out and used all the same is undefined, and fails in the tests of the bundles. */
export const leanGoogle: Plugin = {
  name: 'lean-google',
  setup: (build) => {
    build.onLoad({ filter: CODE }, () => ({ contents: 'module.exports = {}', loader: 'js' }))
    for (const [filter, service] of DESCRIPTIONS)
      build.onLoad({ filter }, ({ path }) => {
        const protos = JSON.parse(readFileSync(path, 'utf8')) as Proto // of the package
        return { contents: JSON.stringify(pruneProtos(protos, [service])), loader: 'json' }
      })
  },
}
