// Requests about the caller's own account.
import { describe, expect, it } from 'vitest'
import { wrong } from '../../test/support/requests.ts'
import { GetAccount, SaveAccount } from './account.ts'

describe('get-account', () => {
  it('takes nothing', () => {
    expect(wrong(GetAccount, {})).toEqual([])
    expect(wrong(GetAccount, { uid: 'anna' })).toEqual(['uid'])
  })
})

describe('save-account', () => {
  const reminderMinutes = (minutes: readonly unknown[]) => ({
    notifications: { reminderMinutes: minutes },
  })

  it('takes up to five different reminders of 5 minutes to 28 days', () => {
    const parsed = SaveAccount.parse(reminderMinutes([60, 5, 40_320, 60, 10]))
    expect(parsed.notifications?.reminderMinutes).toEqual([60, 5, 40_320, 10])
    expect(wrong(SaveAccount, reminderMinutes([1, 2.5, 40_321]))).toHaveLength(3)
    expect(wrong(SaveAccount, reminderMinutes([5, 6, 7, 8, 9, 10]))).toEqual([
      'notifications.reminderMinutes',
    ])
  })

  it.each(['de', 'de-CH', 'zh-hant-tw', 'EN-us'])('takes the language %s', (locale) => {
    expect(SaveAccount.parse({ locale }).locale).toBe(Intl.getCanonicalLocales(locale)[0])
  })

  it.each(['', 'de_CH', 'deutsch lernen', `en${'-abcdefgh'.repeat(20)}`])(
    'takes no %j as a language',
    (locale) => {
      expect(wrong(SaveAccount, { locale })).toEqual(['locale'])
    },
  )
})
