// The simulator as a command: what its example files answer, what it says of input that is not right, its JSON schema.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runEntry } from '../../test/support/commands.ts'
import { toAnswer } from './answer.ts'
import { readInput, scenarioSchema } from './read.ts'

const FOLDER = join(import.meta.dirname, 'examples')
const COMMAND = { file: 'dev/simulate.ts' }

const slotsOf = (text: string) => {
  const read = readInput(text, 'it')
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  return read.scenarios.flatMap((scenario) =>
    toAnswer(scenario).slots.map(
      ({ start, seatsLeft }) => `${start}${seatsLeft > 1 ? ` (${seatsLeft})` : ''}`,
    ),
  )
}

const problemsOf = (value: unknown): string => {
  const read = readInput(typeof value === 'string' ? value : JSON.stringify(value), 'it')
  return 'problems' in read ? read.problems.join('\n') : ''
}

/** The starts that each example has, worked out by hand. */
const STARTS: Readonly<Record<string, readonly string[]>> = {
  'plain-week.json': [
    '2026-11-30T08:00:00Z', // Monday 9 in Berlin; 10 is booked
    '2026-11-30T10:00:00Z',
    '2026-12-01T08:00:00Z',
    '2026-12-01T09:00:00Z',
    '2026-12-01T10:00:00Z',
    '2026-12-02T13:00:00Z',
    '2026-12-02T14:00:00Z',
    '2026-12-02T15:00:00Z',
  ],
  // Friday 20:00 to Saturday 4:00: 22:00 to 24:00 is booked with half an hour after it, and 20:00 would need one before it.
  'overnight.json': ['2026-12-05T07:00:00Z'],
  // From 1:00 to 4:00 are two hours when 2:00 to 3:00 is missing.
  'clock-change.json': [
    '2027-03-28T00:00:00Z',
    '2027-03-28T00:30:00Z',
    '2027-03-28T01:00:00Z',
    '2027-03-28T01:30:00Z',
  ],
  // Two seats are wanted: at 18:00 there is one.
  'class-with-seats.json': ['2026-12-01T17:00:00Z (2)', '2026-12-01T19:00:00Z (8)'],
  // Today from 12:00 on (three hours' notice), tomorrow is full (two bookings), in three days is too far.
  'limits.json': [
    '2026-11-30T11:00:00Z',
    '2026-11-30T12:00:00Z',
    '2026-11-30T13:00:00Z',
    '2026-12-02T08:00:00Z',
    '2026-12-02T09:00:00Z',
    '2026-12-02T10:00:00Z',
    '2026-12-02T11:00:00Z',
    '2026-12-02T12:00:00Z',
    '2026-12-02T13:00:00Z',
  ],
  // Monday with a dentist at 10:45, Tuesday off, Wednesday by its own hours.
  'time-off.json': ['2026-11-30T06:30:00Z', '2026-12-02T12:30:00Z', '2026-12-02T13:30:00Z'],
}

describe('the examples', () => {
  it('are these', () => {
    expect(globSync('*.json', { cwd: FOLDER }).toSorted()).toEqual(Object.keys(STARTS).toSorted())
  })

  it.each(Object.entries(STARTS))('%s has the starts that it should', (name, starts) => {
    expect(slotsOf(readFileSync(join(FOLDER, name), 'utf8'))).toEqual(starts)
  })

  it('are answered alike from a file and from standard input, and a list by a list', async () => {
    const file = join(FOLDER, 'plain-week.json')
    const text = readFileSync(file, 'utf8')
    const [named, piped, list] = await Promise.all([
      runEntry(COMMAND, [file]),
      runEntry(COMMAND, [], { input: text }),
      runEntry(COMMAND, [], { input: `[${text}]` }),
    ])
    expect([named.code, piped.code, list.code]).toEqual([0, 0, 0])
    expect(piped.stdout).toBe(named.stdout)
    expect(JSON.parse(list.stdout)).toEqual([JSON.parse(named.stdout)])
  })
})

describe('input that is not right', () => {
  it('is refused with exit code 2, one line for each field', async () => {
    const input = JSON.stringify({ now: 'today', professional: { timezone: 'UTC' } })
    const { code, stdout, stderr } = await runEntry(COMMAND, [], { input })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('now: "today" is not an RFC 3339 instant')
    expect(stderr).toContain('professional.timeZone: is required')
    expect(stderr).toContain('professional.timezone: is not a known field. Did you mean timeZone?')
  })

  it.each([
    [{ tme: 1 }, /tme: is not a known field\..* Known: now, professional, service, .*, seats\./],
    [{ professional: { hours: [] } }, /professional\.hours: .* Known: timeZone, active, policy/],
    [
      { professional: { workingHours: [{ weekday: 1, begin: '09:00', end: '10:00' }] } },
      /workingHours\.0\.begin: .* Known: weekday, start, end/,
    ],
    [{ appointments: [{ seats: 2 }] }, /appointments\.0\.seats: .*Known: serviceKey, start, end/],
  ])('%j names the fields that there are', (value, said) => {
    expect(problemsOf(value)).toMatch(said)
  })

  it.each([
    ['', 'it is not JSON: it is empty'],
    ['{', 'it is not JSON: '],
    ['7', 'scenario: '],
    ['[7]', '0: '],
  ])('%j is named', (text, said) => {
    expect(problemsOf(text)).toContain(said)
  })
})

it('the guide names every field that there is', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/simulate.md'), 'utf8')
  const named = new Set(guide.match(/\w+/g))
  const names = new Set<string>()
  const collect = (schema: object): void => {
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties') for (const name of Object.keys(value as object)) names.add(name)
      if (typeof value === 'object' && value !== null) collect(value as object)
    }
  }
  collect(scenarioSchema())
  expect(names.size).toBeGreaterThan(30)
  expect([...names].filter((name) => !named.has(name))).toEqual([])
})

it('the JSON schema has a type for every field, and refuses others', () => {
  const untyped: string[] = []
  const open: string[] = []
  const look = (schema: object, path: string) => {
    const isObject = 'type' in schema && schema.type === 'object'
    if (isObject && !('additionalProperties' in schema && schema.additionalProperties === false))
      open.push(path)
    if (!['type', 'anyOf', 'const', 'enum'].some((key) => key in schema)) untyped.push(path)
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties')
        for (const [name, part] of Object.entries(value as Record<string, object>))
          look(part, `${path}.${name}`)
      if (key === 'items') look(value as object, `${path}[]`)
      if (key === 'anyOf') (value as object[]).forEach((part) => look(part, path))
    }
  }
  look(scenarioSchema(), '')
  expect({ untyped, open }).toEqual({ untyped: [], open: [] })
})
