// docs/guides/errors.md: every reason once, with the statuses it has, words for users, and what an app does.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  REASONS,
  TIME_REASONS,
  carriesAlternatives,
  statusOf,
} from '../../shared/contract/faults/reasons.ts'
import { readGuide, rowsOf } from '../support/guides.ts'

const rows = rowsOf(readGuide('errors'))
  .filter(([reason]) => reason?.startsWith('`') && reason !== '`reason`')
  .map(([reason = '', http, callable, alternatives, words, deed]) => ({
    reason: reason.replaceAll('`', ''),
    http: Number(http),
    callable,
    alternatives,
    words,
    deed,
  }))

const messages = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../web/messages/en/client.json'), 'utf8'),
) as Record<string, string>
/** `slot-taken` is `refused.slotTaken` among the web app's words. */
const keyOf = (reason: string) =>
  `refused.${reason.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`

describe('the page of errors', () => {
  it('has every reason, each once', () => {
    expect(rows.map(({ reason }) => reason).toSorted()).toEqual(REASONS.toSorted())
  })

  it.each(REASONS)('tells the statuses of %s, and whether it carries alternatives', (reason) => {
    const row = rows.find((one) => one.reason === reason)
    const { http, callable } = statusOf(reason)
    const alternatives = carriesAlternatives(reason) ? 'yes' : ''
    expect(row).toMatchObject({ http, callable, alternatives })
  })

  it('has words and a deed for each', () => {
    expect(rows.filter(({ words, deed }) => !words || !deed)).toEqual([])
  })

  it('has the web app’s words, where that has any', () => {
    const told = rows.filter(({ reason }) => keyOf(reason) in messages)
    expect(told.length).toBeGreaterThan(20)
    for (const { reason, words } of told) expect(words, reason).toBe(messages[keyOf(reason)])
  })

  it('tells those about a time in the order in which they are given', () => {
    const about = rowsOf(readGuide('errors'), '### About a time')
    const order = TIME_REASONS.map((reason) => `\`${reason}\``)
    expect(about.map(([reason]) => reason).filter((one) => order.includes(one ?? ''))).toEqual(
      order,
    )
  })
})
