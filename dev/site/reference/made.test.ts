import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readText, ROOT } from '../tree.ts'
import { makeReference } from './all.ts'

describe('the reference in docs/ is what the contract says (npm run reference rewrites it)', () => {
  it.each(Object.entries(makeReference()))('%s', (path, made) => {
    expect(existsSync(join(ROOT, path)) ? readText(path) : 'nothing').toBe(made)
  })
})
