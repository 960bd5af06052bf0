import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DESCRIPTIONS } from './descriptions.ts'

it.each(Object.entries(DESCRIPTIONS))(
  '%s is what the contract says (npm run openapi rewrites it)',
  async (path, describe) => {
    const committed = readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(await describe())))
  },
)
