// package-lock.json is one from which `npm ci` installs, whatever registry it was made with.
import { describe, expect, it } from 'vitest'
import { missingFrom, type Lock } from '../../dev/lock/missing.ts'
import { linesMatching } from './code.ts'
import { files } from './files.ts'

const locks = files.filter(({ path }) => path.endsWith('package-lock.json'))

describe('the lock', () => {
  it('holds the optional packages of every machine (npm run lock adds them)', () => {
    const missing = locks.flatMap(({ text }) => Object.keys(missingFrom(JSON.parse(text) as Lock)))
    expect(missing).toEqual([])
  })

  it('does not say where a package was downloaded', () => {
    const found = locks.flatMap(({ path, text }) =>
      linesMatching(path, text, /"resolved": "(https?|git|file)\b/),
    )
    expect(found).toEqual([])
  })
})
