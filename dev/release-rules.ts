// `node dev/release-rules.ts`, a step of cloudbuild.yaml: puts firestore.rules in force in a Google Cloud project.
import { oneOf, required, text } from './command/option.ts'
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'node dev/release-rules.ts',
    does: 'Puts firestore.rules in force in a Google Cloud project, in one step. A step of the pipeline.',
    options: {
      project: required(text('ID', 'the Google Cloud project')),
      'anonymous-reads': required(
        oneOf(['true', 'false'], 'whether those who are not signed in may read what is public'),
      ),
    },
    examples: [
      [
        'node dev/release-rules.ts --project=shop-dev --anonymous-reads=true',
        'by hand, to try a rule',
      ],
    ],
  },
  async ({ project, 'anonymous-reads': anonymousReads }) => {
    const { releaseRules } = await import('./rules/release.ts')
    await releaseRules(project, anonymousReads === 'true')
  },
)
