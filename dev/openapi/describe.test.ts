import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeApi } from './describe.ts'

test('docs/openapi.json is what the schemas say (npm run openapi rewrites it)', async () => {
  const committed: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
  )
  expect(committed).toEqual(JSON.parse(JSON.stringify(await describeApi())))
})
