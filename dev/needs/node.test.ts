// What has to be there before any TypeScript of ours is loaded.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { lackOfNode } from './node.mjs'

const root = mkdtempSync(join(tmpdir(), 'node-'))
afterAll(() => rmSync(root, { recursive: true }))

it('says to install the packages first', () => {
  expect(lackOfNode('24.0.0', root)).toContain('npm ci')
})

it.each([
  ['20.19.0', true],
  ['22.17.9', true],
  ['22.18.0', false],
  ['24.1.0', false],
])('Node %s is too old: %s', (version, isOld) => {
  mkdirSync(join(root, 'node_modules/pg'), { recursive: true })
  expect(lackOfNode(version, root) !== undefined).toBe(isOld)
})
