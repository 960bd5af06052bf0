// The simulator's command line: every known answer, and what it says of bad input.
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { knownAnswers } from '../../../test/support/scenarios.ts'

const root = new URL('../../../', import.meta.url)

function run(input: string): {
  readonly code: number | null
  readonly out: string
  readonly err: string
} {
  // The Node of package.json, whichever runs this test.
  const node = new URL('node_modules/.bin/node', root).pathname
  const { status, stdout, stderr } = spawnSync(node, ['dev/simulate.ts'], {
    cwd: root,
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  })
  return { code: status, out: stdout, err: stderr }
}

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n')

describe('the simulator on the command line', () => {
  it('gives every known answer, all from one process', () => {
    const entries = knownAnswers().flatMap(([, some]) => some)
    expect(entries.length).toBeGreaterThan(90)
    const { code, out, err } = run(JSON.stringify(entries.map(({ scenario }) => scenario)))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const answers = JSON.parse(out) as readonly unknown[]
    expect(answers).toHaveLength(entries.length)
    expect(entries.map(({ id }, index) => ({ id, answer: answers[index] }))).toEqual(
      entries.map(({ id, answer }) => ({ id, answer })),
    )
  })

  it('answers one scenario with one object', () => {
    const { code, out } = run(JSON.stringify(buildScenario()))
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      slots: [
        { start: '2026-11-23T09:00:00Z', end: '2026-11-23T10:00:00Z', seatsLeft: 1 },
        { start: '2026-11-23T10:00:00Z', end: '2026-11-23T11:00:00Z', seatsLeft: 1 },
      ],
      windows: [{ start: '2026-11-23T09:00:00Z', end: '2026-11-23T11:00:00Z' }],
    })
  })

  it('answers an empty list with an empty list', () => {
    expect(run('[]')).toEqual({ code: 0, out: '[]\n', err: '' })
  })
})

type Fields = Record<string, unknown>

function buildScenario({ professional = {}, ...fields }: Fields & { professional?: Fields } = {}) {
  return {
    now: '2026-11-23T00:00:00Z',
    professional: {
      timeZone: 'UTC',
      workingHours: [{ weekday: 1, start: '09:00', end: '11:00' }],
      ...professional,
    },
    service: { durationMinutes: 60 },
    from: '2026-11-23T00:00:00Z',
    to: '2026-11-24T00:00:00Z',
    ...fields,
  }
}

const hours = (start: string, end: string) => ({
  professional: { workingHours: [{ weekday: 1, start, end }] },
})

// Each entry: what is wrong, the scenario, and how its one line begins and what else it says.
const BAD: readonly (readonly [wrong: string, scenario: unknown, path: string, says: string])[] = [
  ['an unknown field', buildScenario({ colour: 'red' }), 'colour', 'not a known field'],
  [
    'an unknown field inside another',
    buildScenario({ service: { durationMinutes: 60, minutes: 5 } }),
    'service.minutes',
    'not a known field',
  ],
  [
    'a zone that is none',
    buildScenario({ professional: { timeZone: 'Mars/Olympus' } }),
    'professional.timeZone',
    '"Mars/Olympus" is not an IANA time zone',
  ],
  [
    'an offset for a zone',
    buildScenario({ professional: { timeZone: '+02:00' } }),
    'professional.timeZone',
    '"+02:00" is not an IANA time zone',
  ],
  [
    'an end before its start',
    buildScenario({
      appointments: [{ start: '2026-11-23T10:00:00Z', end: '2026-11-23T09:00:00Z' }],
    }),
    'appointments.0.end',
    'must be after start, got "2026-11-23T09:00:00Z"',
  ],
  [
    'an empty time off',
    buildScenario({
      professional: { timeOff: [{ start: '2026-11-23T10:00:00Z', end: '2026-11-23T10:00:00Z' }] },
    }),
    'professional.timeOff.0.end',
    'must be after start',
  ],
  [
    'a range that ends where it begins',
    buildScenario({ to: '2026-11-23T00:00:00Z' }),
    'to',
    'must be after from',
  ],
  ['no service', buildScenario({ service: undefined }), 'service', 'is required'],
  ['no duration', buildScenario({ service: {} }), 'service.durationMinutes', 'is required'],
  [
    'a duration that is too short',
    buildScenario({ service: { durationMinutes: 4 } }),
    'service.durationMinutes',
    'got 4',
  ],
  [
    '24:30',
    buildScenario(hours('09:00', '24:30')),
    'professional.workingHours.0.end',
    '"24:30" is not a wall time',
  ],
  [
    '24:00 as a start',
    buildScenario(hours('24:00', '09:00')),
    'professional.workingHours.0.start',
    '"24:00" is not a wall time',
  ],
  [
    'hours that end where they begin',
    buildScenario(hours('09:00', '09:00')),
    'professional.workingHours.0.end',
    '"09:00" equals the start',
  ],
  [
    'a date that does not exist',
    buildScenario({
      professional: { dateHours: [{ date: '2026-02-29', intervals: [] }] },
    }),
    'professional.dateHours.0.date',
    '"2026-02-29" is not a date that exists',
  ],
  [
    'an instant without an offset',
    buildScenario({ now: '2026-11-23T00:00:00' }),
    'now',
    '"2026-11-23T00:00:00" is not an RFC 3339 instant',
  ],
  [
    'no until while away',
    buildScenario({ professional: { activity: { state: 'away' } } }),
    'professional.activity.until',
    'is required',
  ],
  ['no seats', buildScenario({ seats: 0 }), 'seats', 'got 0'],
]

describe('bad input', () => {
  it('is refused with exit code 2, a line for each problem and no answer', () => {
    const { code, out, err } = run(JSON.stringify(BAD.map(([, scenario]) => scenario)))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    const lines = linesOf(err)
    expect(lines).toHaveLength(BAD.length)
    const unlike = BAD.filter(([, , path, says], index) => {
      const line = lines[index] ?? ''
      return !line.startsWith(`${index}.${path}: `) || !line.includes(says)
    })
    expect(unlike.map(([wrong]) => wrong)).toEqual([])
  })

  it('names the fields of a single scenario without a number before them', () => {
    const { code, err } = run(JSON.stringify(buildScenario({ colour: 'red', seats: 501 })))
    expect(code).toBe(2)
    expect(linesOf(err).map((line) => line.split(':')[0])).toEqual(
      expect.arrayContaining(['colour', 'seats']),
    )
    expect(linesOf(err)).toHaveLength(2)
  })

  it('of one entry of a list refuses the whole list and names the entry', () => {
    const list = [buildScenario(), buildScenario({ seats: 'two' }), buildScenario()]
    const { code, out, err } = run(JSON.stringify(list))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(linesOf(err)).toEqual([expect.stringMatching(/^1\.seats: .*"two"/)])
  })

  it.each([
    ['not JSON', '{"now": '],
    ['nothing at all', ''],
    ['no object', '"2026-11-23"'],
  ])('that is %s is refused in one line', (_wrong, input) => {
    const { code, out, err } = run(input)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(linesOf(err)).toEqual([expect.stringMatching(/\S/)])
  })
})
