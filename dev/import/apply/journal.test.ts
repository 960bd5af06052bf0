// What a run that is killed leaves behind, and what the next one makes of it.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashOf } from '../plan/hash.ts'
import { openJournal } from './journal.ts'

let folder: string
const ABOUT = { source: 'csv', target: 'https://book.example.com' }
const open = (about = ABOUT, isDry = false) => openJournal(join(folder, 'a/j.jsonl'), about, isDry)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a journal', () => {
  it('knows at the next run what was noted, the last of each key', () => {
    const first = open()
    first.note('a', { hash: '1', id: 'x' })
    first.note('b', { hash: '2' })
    first.note('a', { hash: '3', id: 'x' })
    first.close()
    const second = open()
    expect(second.find('a')).toEqual({ hash: '3', id: 'x', times: 2 })
    expect(second.find('b')).toEqual({ hash: '2', times: 1 })
    expect(second.find('c')).toBeUndefined()
    expect(second.ids()).toEqual(new Set(['x']))
    second.close()
  })

  it('forgets a line that was not written to its end, and goes on behind the last whole one', () => {
    const first = open()
    first.note('a', { hash: '1', id: 'x' })
    first.close()
    appendFileSync(join(folder, 'a/j.jsonl'), '{"key":"b","ha')
    const second = open()
    expect(second.find('b')).toBeUndefined()
    second.note('c', { hash: '2' })
    second.close()
    const third = open()
    expect([third.find('a')?.id, third.find('c')?.hash]).toEqual(['x', '2'])
    third.close()
  })

  it('is refused for another source or target', () => {
    open().close()
    expect(() => open({ ...ABOUT, target: 'https://other.example.com' })).toThrow(
      'is the journal of an import from csv to https://book.example.com, not from csv to https://other.example.com',
    )
  })

  it('of a dry run writes nothing', () => {
    open().close()
    const before = readFileSync(join(folder, 'a/j.jsonl'), 'utf8')
    const dry = open(ABOUT, true)
    dry.note('a', { hash: '1', id: 'x' })
    dry.close()
    expect(dry.find('a')?.id).toBe('x')
    expect(readFileSync(join(folder, 'a/j.jsonl'), 'utf8')).toBe(before)
  })

  it('that somebody edited is refused by its line', () => {
    open().close()
    writeFileSync(join(folder, 'a/j.jsonl'), 'hello\n')
    expect(() => open()).toThrow(/j\.jsonl, line 1: is no line of a journal/)
  })
})

describe('a hash', () => {
  it('is of what is said, not of how', () => {
    expect(hashOf({ a: 1, b: [1, 2], c: undefined })).toBe(hashOf({ b: [1, 2], a: 1 }))
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]))
    expect(hashOf({ a: '1' })).not.toBe(hashOf({ a: 1 }))
  })
})
