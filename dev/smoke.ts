// `node dev/smoke.ts --outputs FILE`: calls every deployed function once, without an account, at the addresses of Terraform's
// outputs.
import { required, text } from './command/option.ts'
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'node dev/smoke.ts',
    does:
      'Calls every deployed function once, without an account, at the addresses of the outputs of Terraform, and says which does not ' +
      'answer as it should. A step of the pipeline.',
    options: { outputs: required(text('FILE', 'what `terraform output -json` printed')) },
    examples: [
      [
        'terraform -chdir=terraform output -json > outputs.json && node dev/smoke.ts --outputs=outputs.json',
        'after a deployment by hand',
      ],
    ],
  },
  async ({ outputs }) => {
    const { smoke } = await import('./smoke/smoke.ts')
    await smoke(outputs)
  },
)
