// The migration job's program: one file that holds the code and every migration. The job reads it from the bucket.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isContract, readMigrations } from '../../shared/database/migrate.ts'
import { bundle } from './bundle.ts'

/**
 * Builds `dist/migrate-<hash>.cjs` below `root`, and `dist/contracts.txt`: the migrations that take something away, one a
 * line, by which a rollback knows whether an older version can still serve. Returns the program's name.
 */
export const buildMigration = async (root: string): Promise<string> => {
  const migrations = await readMigrations(join(root, 'migrations'))
  const { code } = await bundle(root, {
    name: 'migrate',
    contents: [
      `import { runMigrationJob } from './dev/migration-job/run.ts'`,
      `runMigrationJob(${JSON.stringify(migrations)})`,
    ].join('\n'),
    // Faster in C, which a bundle cannot hold; pg asks for it and goes on without.
    external: ['pg-native'],
  })
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16)
  const name = `migrate-${hash}.cjs`
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(join(root, 'dist', name), code)
  const contracts = Object.keys(migrations).filter(isContract)
  writeFileSync(join(root, 'dist/contracts.txt'), contracts.map((file) => `${file}\n`).join(''))
  return name
}
