// `node dev/rollback.ts`, a step of cloudbuild.rollback.yaml: chooses the archives of an earlier release.
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'node dev/rollback.ts',
    does:
      'Chooses the archives of an earlier release: from the folders wanted/ and newest/, where it is called, to sources.tfvars.json ' +
      'for Terraform, and archives.txt, which must be in the bucket. A step of the pipeline; scripts/rollback starts it.',
    examples: [['node dev/rollback.ts', 'in a folder with wanted/ and newest/']],
  },
  async () => {
    const { rollBack } = await import('./rollback/rollback.ts')
    rollBack()
  },
)
