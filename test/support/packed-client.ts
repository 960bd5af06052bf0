// The client as an app gets it: built, packed, and installed from its tarball in a folder of its own.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPackage } from '../../dev/client/package.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface PackedClient {
  /** Where it is installed, beside nothing else. */
  readonly folder: string
  /** Installs a package of the repository beside it. */
  readonly link: (name: string) => void
  readonly remove: () => void
}

/** Builds, packs and installs. */
export async function installPackedClient(): Promise<PackedClient> {
  const folder = mkdtempSync(join(tmpdir(), 'packed-client-'))
  const npm = (...parameters: readonly string[]) =>
    execFileSync('npm', parameters, { cwd: folder, encoding: 'utf8' }).trim()
  await buildPackage(ROOT, join(folder, 'package'))
  const tarball = npm('pack', '--silent', './package')
  rmSync(join(folder, 'package'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }')
  npm('install', '--offline', '--no-audit', '--no-fund', '--silent', `./${tarball}`)
  return {
    folder,
    link: (name) =>
      symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
