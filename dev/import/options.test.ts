// The command line of the import: what it asks for, and what is said where that is not clear.
import { describe, expect, it } from 'vitest'
import { parseOptions } from './options.ts'

describe('the command line', () => {
  it('is a dry run that asks nobody unless told', () => {
    expect(parseOptions(['csv', 'data'])).toEqual({
      source: 'csv',
      folder: 'data',
      where: { kind: 'nowhere' },
      isDry: true,
      guestMail: undefined,
      only: [],
      owners: new Map(),
      accounts: undefined,
      currency: '',
      journal: undefined,
      report: undefined,
    })
  })

  it('names a deployment, owners and what comes along', () => {
    const line =
      'cal.com data --url https://book.example.com/ --api-key k --apply --guest-mail leave-out --owner 7=u=7 --only 7 --currency €'
    expect(parseOptions(line.split(' '))).toMatchObject({
      where: { kind: 'deployment', url: 'https://book.example.com', apiKey: 'k' },
      isDry: false,
      guestMail: 'leave-out',
      owners: new Map([['7=u', '7']]),
      only: ['7'],
      currency: 'EUR',
    })
  })

  it.each([
    ['', /^SOURCE is missing\.\nFOLDER is missing\.$/],
    [
      'outlook data',
      /^There is no source "outlook": it is one of cal\.com, easyappointments, csv\.$/,
    ],
    ['csv', 'FOLDER is missing.'],
    ['csv data more', 'There is nothing to do with "more".'],
    ['csv data --apply', /^--apply needs to know where to/],
    ['csv data --local --url https://x.example', 'Either --local or --url, not both.'],
    ['csv data --url book.example.com', /^--url takes an address .* not "book\.example\.com"/],
    ['csv data --owner 7', /^--owner takes ID=UID.* not "7"/],
    ['csv data --guest-mail no', '--guest-mail takes send or leave-out, not "no".'],
    ['csv data --currency $', /^--currency takes an ISO 4217 code/],
    ['csv data --dry-run', /^There is no option --dry-run/],
  ])('%j is refused in a sentence', (line, sentence) => {
    const parsed = parseOptions(line.split(' ').filter(Boolean))
    const said = typeof parsed === 'object' && 'wrong' in parsed ? parsed.wrong : ''
    expect(said).toMatch(sentence)
  })
})
