// Builds the web app once for all tests that open it in a browser, with the page of all its parts.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built web app is. */
    web: string
  }
}

export async function setup({ provide }: TestProject): Promise<() => void> {
  const outDir = mkdtempSync(join(tmpdir(), 'availability-web-'))
  const root = join(import.meta.dirname, '../../web')
  // The test runner says `test`, of which a bundler makes another app than the one that is released.
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  await build({
    configFile: join(root, 'vite.config.ts'),
    root,
    logLevel: 'error',
    mode: 'gallery',
    build: { outDir, emptyOutDir: true },
  })
  process.env['NODE_ENV'] = NODE_ENV
  provide('web', outDir)
  return () => rmSync(outDir, { recursive: true, force: true })
}
