// When a professional works: weekly hours, single dates and time off. What somebody has set here already is never overwritten.
import type { Observed } from './observe.ts'
import { finding } from '../plan/finding.ts'
import type {
  PlannedDate,
  PlannedHours,
  PlannedProfessional,
  PlannedTimeOff,
} from '../plan/plan.ts'
import { toTimeOffBody } from '../plan/bodies.ts'
import { formatInstant } from '../../../shared/time/instant.ts'
import { hashOf } from '../plan/hash.ts'
import { type Run, carry, keyOf } from './run.ts'

interface Whose {
  readonly run: Run
  readonly planned: PlannedProfessional
  readonly professionalId: string | undefined
  readonly observed: Observed | undefined
  /** Of the professional. */
  readonly today: string
}

const idOf = (professionalId: string | undefined) =>
  professionalId === undefined ? {} : { professionalId }

async function carryOneTimeOff(whose: Whose, one: PlannedTimeOff): Promise<void> {
  const { run, planned, professionalId, observed } = whose
  const { key, at, ...content } = one
  const isSame = ({ start, end, startDate, endDate }: Observed['schedule']['timeOff'][number]) =>
    'startDate' in one.span
      ? startDate === one.span.startDate && endDate === one.span.endDate
      : start === formatInstant(one.span.start) && end === formatInstant(one.span.end)
  await carry(run, {
    kind: 'time off',
    professional: planned.key,
    key,
    at,
    content,
    adopt: () =>
      observed?.schedule.timeOff.find(
        (found) => isSame(found) && !run.journal.ids().has(found.timeOffId),
      )?.timeOffId,
    create: async (calls, keyed) => {
      const body = { ...idOf(professionalId), ...toTimeOffBody(one) }
      return (await calls.addTimeOff(body, keyed(body))).timeOff.timeOffId
    },
  })
}

/** Carries the time off over, one by one. */
export async function carryTimeOff(whose: Whose): Promise<void> {
  for (const one of whose.planned.timeOff) await carryOneTimeOff(whose, one)
}

async function carryOneDate(whose: Whose, one: PlannedDate): Promise<void> {
  const { run, planned, professionalId, observed } = whose
  const { key, at, date, intervals } = one
  const thing = { kind: 'date', professional: planned.key, key, at } as const
  const found = observed?.schedule.dateHours.find((set) => set.date === date)
  const isSame = found && hashOf(found.intervals) === hashOf(intervals)
  if (found && !isSame && !run.journal.find(keyOf(thing))) {
    run.onStep('date')
    run.tally.count('date', 'leftOut')
    const reason = 'has hours of its own here already'
    run.findings.push(finding('left out', at, 'date', date, reason, 'left as it is here'))
    return
  }
  const set = { ...idOf(professionalId), date, intervals }
  await carry(run, {
    ...thing,
    content: intervals,
    adopt: () => (isSame ? '' : undefined),
    create: async (calls, keyed) => {
      await calls.setDateHours(set, keyed(set))
      return ''
    },
    change: (calls, _, keyed) => calls.setDateHours(set, keyed(set)),
  })
}

/** Carries single dates over. */
export async function carryDates(whose: Whose): Promise<void> {
  for (const one of whose.planned.dates) await carryOneDate(whose, one)
}

async function carryOneRule(whose: Whose, one: PlannedHours): Promise<void> {
  const { run, planned, professionalId, observed, today } = whose
  const { key, at, hours, effectiveFrom } = one
  const set = { ...idOf(professionalId), hours, effectiveFrom }
  const rules = observed?.schedule.workingHours ?? []
  const inForce = rules.findLast((rule) => rule.effectiveFrom <= today)
  const present =
    effectiveFrom === undefined
      ? inForce
      : rules.find((rule) => rule.effectiveFrom === effectiveFrom)
  const sorted = (some: PlannedHours['hours']) => some.map((each) => hashOf(each)).toSorted()
  const isNoted = run.journal.find(keyOf({ professional: planned.key, kind: 'hours', key }))
  const isSame = present && hashOf(sorted(present.hours)) === hashOf(sorted(hours))
  if (present && !isSame && !isNoted) {
    run.onStep('hours')
    run.tally.count('hours', 'leftOut')
    const reason = `other hours are set here already, from ${present.effectiveFrom}`
    run.findings.push(finding('left out', at, 'hours', key, reason, 'left as they are here'))
    return
  }
  await carry(run, {
    kind: 'hours',
    professional: planned.key,
    key,
    at,
    content: { hours, effectiveFrom },
    adopt: () => (isSame ? '' : undefined),
    create: async (calls, keyed) => {
      await calls.setWorkingHours(set, keyed(set))
      return ''
    },
    change: (calls, _, keyed) => calls.setWorkingHours(set, keyed(set)),
  })
}

/** Carries the weekly hours over. From then on clients can book. */
export async function carryHours(whose: Whose): Promise<void> {
  for (const one of whose.planned.hours) await carryOneRule(whose, one)
}
