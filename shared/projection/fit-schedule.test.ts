// A schedule that is larger than a document: what is cut, and what is not.
import { describe, expect, it } from 'vitest'
import { documentBytes, DOCUMENT_BYTES } from './document-limits.ts'
import { fitSchedule } from './fit-schedule.ts'

const TODAY = '2026-11-23'
const MINUTE = 60_000

const text = (bytes: number) => 'x'.repeat(bytes)
const spans = (count: number, bytes: number) =>
  Array.from({ length: count }, (_, index) => ({
    start: new Date(Date.parse(TODAY) + index * MINUTE),
    note: text(bytes),
  }))

const empty = {
  professional: { name: 'Petra' },
  services: [] as readonly { readonly active: boolean; readonly description: string }[],
  workingHours: [] as readonly { readonly effectiveFrom: string; readonly hours: string }[],
  dateHours: [] as readonly { readonly date: string; readonly intervals: string }[],
  timeOff: spans(0, 0),
  externalBusy: spans(0, 0),
  windows: spans(0, 0),
}

const fits = (schedule: object) =>
  documentBytes('accounts/anna/schedules/petra', schedule) <= DOCUMENT_BYTES

describe('a schedule', () => {
  it('that fits is left as it is, without a mark', () => {
    const schedule = { ...empty, timeOff: spans(500, 1_000), externalBusy: spans(100, 1_000) }
    expect(fits(schedule)).toBe(true)
    expect(fitSchedule(schedule, TODAY)).toBe(schedule)
  })

  it('that does not loses what is furthest from now, in order, with a mark', () => {
    const schedule = { ...empty, timeOff: spans(2_000, 1_000).toReversed() }
    const { timeOff, ...rest } = fitSchedule(schedule, TODAY)
    expect(fits({ timeOff, ...rest })).toBe(true)
    expect(rest).toMatchObject({ truncated: true, professional: { name: 'Petra' } })
    expect(timeOff.length).toBeGreaterThan(900)
    expect(timeOff).toEqual(schedule.timeOff.slice(-timeOff.length))
  })

  it('tells of windows no further than fit', () => {
    const schedule = { ...empty, windows: spans(20_000, 40) }
    const cut = fitSchedule(schedule, TODAY)
    expect(fits(cut)).toBe(true)
    expect(cut.truncated).toBe(true)
    expect(cut.windows.length).toBeGreaterThan(8_000)
    expect(cut.windows).toEqual(schedule.windows.slice(0, cut.windows.length))
  })

  it('keeps small lists whole beside a large one', () => {
    const dateHours = [{ date: TODAY, intervals: text(10_000) }]
    const schedule = {
      ...empty,
      dateHours,
      timeOff: spans(3_000, 1_000),
      externalBusy: spans(3_000, 500),
    }
    const cut = fitSchedule(schedule, TODAY)
    expect(cut.dateHours).toEqual(dateHours)
    // Two that are both too large share what is left.
    expect(cut.timeOff.length).toBeGreaterThan(450)
    expect(cut.externalBusy.length).toBeGreaterThan(900)
    expect(fits(cut)).toBe(true)
  })

  it('loses services that are not offered before those that are', () => {
    const services = Array.from({ length: 100 }, (_, index) => ({
      active: index % 2 === 1,
      description: text(16_000),
    }))
    const cut = fitSchedule({ ...empty, services }, TODAY)
    expect(cut.services.filter(({ active }) => active)).toHaveLength(50)
    expect(cut.services.length).toBeLessThan(100)
    expect(cut.services).toEqual(services.filter((one) => cut.services.includes(one)))
  })

  it('loses rules that are over before the one in force', () => {
    const workingHours = ['2020', '2021', '2022', '2026', '2027', '2028'].map((year) => ({
      effectiveFrom: `${year}-01-01`,
      hours: text(250_000),
    }))
    const cut = fitSchedule({ ...empty, workingHours }, TODAY)
    expect(cut.workingHours.map(({ effectiveFrom }) => effectiveFrom.slice(0, 4))).toEqual([
      '2022',
      '2026',
      '2027',
      '2028',
    ])
  })
})
