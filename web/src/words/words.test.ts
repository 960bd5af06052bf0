import { afterEach, describe, expect, it } from 'vitest'
import { setLanguage, t } from './words.ts'

afterEach(() => setLanguage('en'))

describe('a sentence', () => {
  it('ends once, also after what is abbreviated', async () => {
    await setLanguage('de')
    expect(t('policy.until', { when: '30 Min.' })).toBe('Kostenlos stornierbar bis 30 Min.')
    expect(t('policy.until', { when: '10:00' })).toBe('Kostenlos stornierbar bis 10:00.')
  })

  it('has its places filled, and shows those that are not', async () => {
    await setLanguage('en')
    expect(t('book.call', { phone: '030 5550112' })).toBe('Call 030 5550112')
    expect(t('move.done')).toBe('Moved to {when}.')
  })
})
