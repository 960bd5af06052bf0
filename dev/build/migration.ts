// The migration job's program: one file that holds the code and every migration. The job reads it from the bucket.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { isContract, readMigrations } from '../../shared/database/connection/migrate.ts'
import { noticeOf } from './notice.ts'

/**
 * Builds `dist/migrate-<hash>.cjs` below `root`, and `dist/contracts.txt`: the migrations that take something away, one a
 * line, by which a rollback knows whether an older version can still serve. Returns the program's name.
 */
export const buildMigration = async (root: string): Promise<string> => {
  const migrations = await readMigrations(join(root, 'migrations'))
  const contents = [
    `import { runMigrationJob } from './dev/migration-job/run.ts'`,
    `runMigrationJob(${JSON.stringify(migrations)})`,
  ].join('\n')
  const { outputFiles, metafile, warnings } = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, sourcefile: 'migrate.entry.ts', loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    mainFields: ['module', 'main'],
    // pg asks for its variant in C and goes on without; a bundle cannot hold it.
    external: ['pg-native'],
    preserveSymlinks: true,
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'silent',
  })
  const [warning] = warnings
  if (warning) throw new Error(`the migration job: ${warning.text}`)
  const code = (outputFiles[0]?.text ?? '') + toComment(noticeOf(root, metafile))
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16)
  const name = `migrate-${hash}.cjs`
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(join(root, 'dist', name), code)
  const contracts = Object.keys(migrations).filter(isContract)
  writeFileSync(join(root, 'dist/contracts.txt'), contracts.map((file) => `${file}\n`).join(''))
  return name
}

/** The licences of what the one file carries, at its end. */
const toComment = (notice: string): string => `\n/*\n${notice.replaceAll('*/', '* /')}*/\n`
