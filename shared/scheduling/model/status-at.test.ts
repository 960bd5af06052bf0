// What time alone makes of a booking.
import { describe, expect, it } from 'vitest'
import { type Stated, monday } from '../../../test/support/build-calendar.ts'
import { STATUSES, STEPS, type Status } from '../../contract/status.ts'
import type { Instant } from '../../time/instant.ts'
import { toStanding } from './calendar.ts'
import { statusAt } from './status-at.ts'

type Clocked = Parameters<typeof statusAt>[0]

const booking = ({ status = 'confirmed', holdExpiresAt, ...fields }: Stated<Clocked>): Clocked => ({
  start: monday('10:00'),
  end: monday('11:00'),
  ...fields,
  ...toStanding(status, holdExpiresAt),
})

/** The status a millisecond before an instant, and at it. */
const around = (fields: Stated<Clocked>, instant: Instant): readonly Status[] =>
  [instant - 1, instant].map((now) => statusAt(booking(fields), now))

describe('the clock', () => {
  it('ends a hold at the instant it was held until', () => {
    const hold = { status: 'held', holdExpiresAt: monday('08:10') } as const
    expect(around(hold, monday('08:10'))).toEqual(['held', 'expired'])
  })

  it('ends what is still pending at its start', () => {
    expect(around({ status: 'pending' }, monday('10:00'))).toEqual(['pending', 'expired'])
  })

  it('begins what is confirmed at its start and completes it at its end', () => {
    expect(around({}, monday('10:00'))).toEqual(['confirmed', 'in-progress'])
    expect(around({}, monday('11:00'))).toEqual(['in-progress', 'completed'])
  })

  it('waits for the expected start, and the end moves along', () => {
    const late = { expectedStart: monday('10:20') }
    expect(around(late, monday('10:20'))).toEqual(['confirmed', 'in-progress'])
    expect(around(late, monday('11:20'))).toEqual(['in-progress', 'completed'])
  })

  it('waits for the expected end', () => {
    expect(around({ expectedEnd: monday('11:40') }, monday('11:40'))).toEqual([
      'in-progress',
      'completed',
    ])
  })

  it('ignores expectations that are earlier than what was agreed', () => {
    const early = { expectedStart: monday('09:00'), expectedEnd: monday('10:30') }
    expect(around(early, monday('10:00'))).toEqual(['confirmed', 'in-progress'])
    expect(around(early, monday('11:00'))).toEqual(['in-progress', 'completed'])
  })

  it('completes at its end what was started early', () => {
    const started = { status: 'in-progress' } as const
    expect(statusAt(booking(started), monday('09:50'))).toBe('in-progress')
    expect(around(started, monday('11:00'))).toEqual(['in-progress', 'completed'])
  })

  it('takes what has ended as completed', () => {
    const ended = { status: 'in-progress', endedAt: monday('10:40') } as const
    expect(around(ended, monday('10:40'))).toEqual(['in-progress', 'completed'])
  })

  it.each(['completed', 'no-show', 'cancelled', 'declined', 'expired'] as const)(
    'leaves %s as it is for ever',
    (status) => {
      expect(
        [0, monday('10:30'), monday('12:00', 900)].map((now) => statusAt(booking({ status }), now)),
      ).toEqual([status, status, status])
    },
  )

  it('takes no step that the status table does not know', () => {
    const lawful = (from: Status, to: Status): boolean =>
      from === to ||
      STEPS.some(
        (step) =>
          step.from === from && step.by === 'clock' && (step.to === to || lawful(step.to, to)),
      )
    for (const status of STATUSES)
      for (const now of ['08:00', '09:59', '10:00', '10:30', '11:00', '13:00'].map((at) =>
        monday(at),
      )) {
        const to = statusAt(booking({ status, holdExpiresAt: monday('08:10') }), now)
        expect([status, to, lawful(status, to)]).toEqual([status, to, true])
      }
  })
})
