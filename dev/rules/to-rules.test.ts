// The rules of both kinds of environment, made from the committed file.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toRules } from './to-rules.ts'

const root = join(import.meta.dirname, '../..')
const committed = readFileSync(join(root, 'firestore.rules'), 'utf8')

describe('the rules', () => {
  it('of an environment without anonymous reads are the committed ones', () => {
    expect(toRules(committed, false)).toBe(committed)
  })

  it('of one with them differ in one line', () => {
    const allowing = toRules(committed, true).split('\n')
    const lines = committed.split('\n').filter((line, i) => line !== allowing[i])
    expect(lines).toEqual(['      return false; // ANONYMOUS_READS'])
  })

  it('are not made from a file that lacks the marked line', () => {
    expect(() => toRules('service cloud.firestore {}', true)).toThrow('once')
  })

  it('are made by Terraform with the same line', () => {
    const firestore = readFileSync(join(root, 'terraform/firestore.tf'), 'utf8')
    expect(firestore).toContain('"return false; // ANONYMOUS_READS"')
  })
})
