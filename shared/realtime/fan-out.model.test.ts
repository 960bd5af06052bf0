// Checks the fan-out over every interleaving of small histories. fanOut is a deterministic function of what it is answered and
// in which order, so a worker's state is the list of those answers: the real code is run again over them to learn what it asks
// next, once for each list, and the checker walks the graph of all states of truth, messages, mirror and workers. What is asked side by
// side is answered in every order, with steps of others between.
// Its parts are in test/support/fan-out-model/.
import { describe, expect, it } from 'vitest'
import { checkAll, histories } from '../../test/support/fan-out-model/checker.ts'
import { DAYS } from '../../test/support/fan-out-model/step.ts'
import { ID, MONDAY, THURSDAY } from '../../test/support/fan-out-model/truth.ts'
import {
  forgettingTheDate,
  forgettingTheUnwritten,
  reconcilingByItself,
  weakenings,
} from '../../test/support/fan-out-model/weakenings.ts'
import type { Refuses } from '../../test/support/fan-out-model/worker.ts'
import { isLong, runs } from '../../test/support/long.ts'
import type { Hint } from './fan-out.ts'

const RECONCILE: Hint = { extraDates: 'all' }

/** What a mirror may refuse of each kind of document: Monday once it is booked, Paula, and what is confirmed. */
const refusals = {
  'a day': (path, text) => path === `${DAYS}${MONDAY}` && !text.includes('T08:00:00'),
  'a professional': (path, text) => path === `professionals/${ID}` && text.includes('Paula'),
  'a schedule': (path, text) => path.includes('/schedules/') && text.includes('Paula'),
  'a booking': (path, text) => path.includes('/bookings/') && text.includes('confirmed'),
  'an agenda': (path, text) => path.includes('/agenda/') && text.includes('confirmed'),
} satisfies Record<string, Refuses>

const ONE_AND_ALL = ['M', 'H', 'P'] as const

/** Hundreds of thousands of states a test, on machines that others use as well. */
const TIMEOUT_MILLIS = isLong ? 900_000 : 120_000

describe('over all interleavings, the documents are as at the watermark, and at the newest at the end', () => {
  // So many interleavings or more, workers being alike: a checker that looks at fewer proves less. What is slow is left to the long run.
  const models = [
    {
      name: 'two workers, a duplicate and a crash',
      model: { workers: 2, duplicates: 1, crashes: 1 },
      of: histories(['M', 'H', '-'], runs(2, 3)),
      interleavings: isLong ? 800_000_000_000n : 148_000_000n,
    },
    {
      name: 'two workers and a crash, from an empty mirror',
      model: { workers: 2, crashes: 1, isEmptyAtFirst: true },
      of: histories(['M', 'T', '-'], runs(2, 3)),
      interleavings: isLong ? 4_900_000_000n : 1_700_000n,
    },
    {
      name: 'two workers and a duplicate, with messages that name other days',
      model: { workers: 2, duplicates: 1, isMisleading: true },
      of: histories(['M', 'H', '-'], 2),
      interleavings: 1_000_000n,
    },
    {
      name: 'three workers and a reconcile',
      isSlow: true,
      model: { workers: 3, extra: [RECONCILE] },
      of: histories(['M', 'T', 'P'], 2),
      interleavings: 10_000_000_000n,
    },
    {
      name: 'two workers and a reconcile of one day',
      isSlow: true,
      // Histories of three changes take four minutes; they were looked at once, without a fault.
      model: { workers: 2, extra: [{ extraDates: [MONDAY] }] },
      of: histories(['M', 'H'], 2),
      interleavings: 15_000_000n,
    },
    {
      name: 'a worker that needs a batch for every document, and two crashes',
      model: { workers: 1, crashes: 2, batchBytes: 1 },
      of: histories(['M', 'P'], runs(2, 3)),
      interleavings: isLong ? 1_300_000n : 11_000n,
    },
    {
      name: 'two workers and a crash, with an account that no document can be kept under',
      model: { workers: 2, crashes: 1 },
      of: histories(['M', 'U', 'P'], 2),
      interleavings: 1_000_000n,
    },
    ...Object.entries(refusals).map(([name, refuses]) => ({
      name: `a worker and two crashes, with ${name} that the mirror refuses`,
      model: { workers: 1, crashes: 2, refuses },
      of: histories(['M', 'P'], runs(2, 3)),
      interleavings: isLong ? 1_000_000n : 5_000n,
    })),
    {
      name: 'a worker, a reconcile and a crash, with documents of every kind that the mirror refuses',
      isSlow: true,
      model: {
        workers: 1,
        crashes: 1,
        extra: [RECONCILE],
        refuses: (path: string, text: string) =>
          Object.values(refusals).some((refuses) => refuses(path, text)),
      },
      of: histories(['M', 'P', 'U'], 2),
      interleavings: 20_000n,
    },
    {
      name: 'a worker while the date passes, with a day that the mirror refuses, and a crash',
      model: { workers: 1, crashes: 1, isMidnightNear: true, refuses: refusals['a day'] },
      of: histories(['M', 'N'], 2),
      interleavings: 62_000n,
    },
    {
      name: 'two workers while the local date passes and the new day is awaited',
      isSlow: true,
      model: { workers: 2, isMidnightNear: true },
      of: histories(['M', 'N', 'H'], 2),
      interleavings: 1_000_000_000n,
    },
    {
      name: 'a worker that needs a batch for every document while the date passes, and a crash',
      model: { workers: 1, crashes: 1, batchBytes: 1, isMidnightNear: true },
      of: histories(['N', 'P'], runs(1, 2)),
      interleavings: isLong ? 89_000n : 900n,
    },
  ]

  it.each(models.filter((one) => isLong || !('isSlow' in one)))(
    '$name',
    async ({ model, of, interleavings }) => {
      const total = await checkAll(model, of)
      expect(total.example).toBeUndefined()
      expect(total.interleavings).toBeGreaterThanOrEqual(interleavings)
    },
    TIMEOUT_MILLIS,
  )
})

describe('the checker finds fault', () => {
  // What the watermark says at the end is no fault here: what apps see is.
  const rules = { isWatermarkChecked: false }

  it.each(Object.entries(weakenings))(
    '%s',
    async (_, weaken) => {
      const total = await checkAll(
        { workers: 2, weaken, rules },
        histories(ONE_AND_ALL, runs(2, 3)),
      )
      expect(total.wrong).toBeGreaterThan(0)
    },
    TIMEOUT_MILLIS,
  )

  it.each(Object.entries(weakenings))(
    'only where two meet or messages overtake: %s',
    async (_, weaken) => {
      const model = { workers: 1, weaken, rules }
      expect(await checkAll(model, histories(ONE_AND_ALL, 1))).toMatchObject({ wrong: 0 })
    },
    TIMEOUT_MILLIS,
  )

  it(
    'with a fan-out that forgets as of which date the documents are',
    async () => {
      const model = { workers: 1, weaken: forgettingTheDate, rules }
      const total = await checkAll({ ...model, isMidnightNear: true }, histories(['M'], 1))
      expect(total).toMatchObject({ wrong: 1 })
      expect(total.example).toContain(`${DAYS}${THURSDAY} is not as at`)
      // Where no new day comes, nothing is forgotten.
      expect(await checkAll(model, histories(ONE_AND_ALL, 1))).toMatchObject({ wrong: 0 })
    },
    TIMEOUT_MILLIS,
  )

  it.each([
    ['that cannot be', { of: ['U'], refuses: undefined }],
    ['that the mirror refuses', { of: ['M'], refuses: refusals['a booking'] }],
  ] as const)('with a ticket that does not name a document %s', async (_, { of, refuses }) => {
    const model = { workers: 1, weaken: forgettingTheUnwritten, ...(refuses && { refuses }) }
    const total = await checkAll(model, histories(of, 1))
    expect(total).toMatchObject({ wrong: 1 })
    expect(total.example).toMatch(/bookings\/. is not as at revision 2/)
  })

  it(
    'with a reconcile that writes days by itself',
    async () => {
      // Its days may be ahead of the watermark: only those that go back are held against it.
      const ahead = { ...rules, isAheadAllowed: true }
      const model = { workers: 2, extra: [RECONCILE], weaken: reconcilingByItself, rules: ahead }
      const total = await checkAll(model, histories(ONE_AND_ALL, runs(2, 3)))
      expect(total.wrong).toBeGreaterThan(0)
      const alone = await checkAll({ ...model, workers: 1 }, histories(ONE_AND_ALL, runs(2, 3)))
      expect(alone).toMatchObject({ wrong: 0 })
    },
    TIMEOUT_MILLIS,
  )
})
