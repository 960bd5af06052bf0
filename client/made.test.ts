// What of the client is made from the contract is as the contract is now.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeClient } from '../dev/client/describe.ts'

test('types and functions are what the contract says (npm run client rewrites them)', async () => {
  for (const [path, made] of Object.entries(await describeClient()))
    expect(readFileSync(join(import.meta.dirname, '..', path), 'utf8'), path).toBe(made)
})
