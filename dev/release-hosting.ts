// `node dev/release-hosting.ts --outputs FILE`, a step of cloudbuild.yaml: puts the web app on Firebase Hosting.
import { required, text } from './command/option.ts'
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'node dev/release-hosting.ts',
    does:
      'Puts the web app of dist/web on Firebase Hosting, with its headers and the configuration of the project, by the outputs of ' +
      'Terraform. A step of the pipeline.',
    options: { outputs: required(text('FILE', 'what `terraform output -json` printed')) },
    examples: [
      ['node dev/release-hosting.ts --outputs=outputs.json', 'after `npm run build`, by hand'],
    ],
  },
  async ({ outputs }) => {
    const { releaseApp } = await import('./hosting/release-app.ts')
    await releaseApp(outputs)
  },
)
